using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy.Tests;

/// <summary>Reads policies that stand in the tests as text.</summary>
internal static class Reading
{
    public static string File { get; } = Path.GetFullPath("prune.yaml");

    public static PolicyReading Of(string yaml) => PolicyReader.Parse(yaml, File);

    public static IReadOnlyList<Diagnostic> MistakesIn(string yaml)
    {
        try
        {
            return Of(yaml).Warnings;
        }
        catch (PruneOnBuildException exception)
        {
            return exception.Diagnostics;
        }
    }

    /// <summary>"POB1004(9,20)" for each diagnostic.</summary>
    public static string[] PlacesIn(string yaml) =>
        [.. MistakesIn(yaml).Select(mistake => $"{mistake.Code}({mistake.Location.Line},{mistake.Location.Column})")];
}
