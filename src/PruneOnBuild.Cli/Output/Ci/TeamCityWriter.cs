using System.Globalization;
using System.Text;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Reports.Sarif;

namespace PruneOnBuild.Cli.Output.Ci;

/// <summary>TeamCity: service messages on standard output. It has no page for reports.</summary>
internal sealed class TeamCityWriter(TextWriter output) : ICiWriter
{
    /// <summary>TeamCity cuts what is longer.</summary>
    private const int MostCharacters = 4000;

    public void Annotate(RunRecord run)
    {
        foreach (var (diagnostic, fingerprint) in run.Diagnostics.Zip(DiagnosticFingerprints.Of(run.Diagnostics)))
        {
            string said = $"{diagnostic.Location}: {diagnostic.Code}: {diagnostic.Message}";
            string text = Escape(said[..Math.Min(said.Length, MostCharacters)]);
            // An identity that two builds have in common makes it one problem; a colon it must not have.
            string identity = $"{diagnostic.Code}_{fingerprint.Replace(':', '_')}";
            output.WriteLine(diagnostic.Severity == Severity.Error
                ? $"##teamcity[buildProblem description='{text}' identity='{identity}']"
                : $"##teamcity[message text='{text}' status='WARNING']");
        }
    }

    public void Summarize(RunRecord run)
    {
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (char character in text)
        {
            escaped.Append(character switch
            {
                '|' or '\'' or '[' or ']' => $"|{character}",
                '\n' => "|n",
                '\r' => "|r",
                > '~' => string.Create(CultureInfo.InvariantCulture, $"|0x{(int)character:X4}"),
                _ => character.ToString(),
            });
        }
        return escaped.ToString();
    }
}
