using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Output;

/// <summary>What a run says. Diagnostics keep MSBuild's form; colour only where a terminal shows it.</summary>
/// <param name="folder">Files below it are named relative to it.</param>
/// <param name="record">Keeps what is said.</param>
internal sealed class RunConsole(TextWriter writer, bool colour, string folder, RunRecord record) : IProgress<string>
{
    /// <summary>A step of a stage, as it happens. A run that takes the result from the cache has no such steps.</summary>
    public void Report(string value) => writer.WriteLine($"  {value}");

    public void Note(string text) => Write($"  {text}{writer.NewLine}");

    public void Write(string text) => Write(text, repeated: text);

    /// <param name="repeated">What is said where the run is repeated.</param>
    public void Write(string text, string repeated)
    {
        record.Say(repeated);
        writer.Write(text);
    }

    /// <summary>What may not hold a moment later.</summary>
    public void WriteOfThisMoment(Diagnostic diagnostic)
    {
        record.IsOfThisMoment = true;
        Write(diagnostic);
    }

    public void Write(Diagnostic diagnostic)
    {
        record.Add(diagnostic);
        var place = diagnostic.Location with { File = Shown(diagnostic.Location.File) };
        string text = (diagnostic with { Location = place }).ToString();
        record.Say(text);
        string code = diagnostic.Severity == Severity.Error ? "31" : "33";
        writer.WriteLine(colour ? $"\e[{code}m{text}\e[0m" : text);
    }

    /// <summary>A model's reports have been written: the one for CI systems, and the one for people.</summary>
    public void WriteReport(string markdown, string html)
    {
        record.AddReport(markdown);
        Note($"-> {Shown(html)}");
    }

    /// <summary>The run has come to a verdict that a later one with an equal basis would come to.</summary>
    public void WriteBasis(RunBasis basis) => record.Basis = basis;

    /// <summary>A path as people read it: relative below the folder, else in full.</summary>
    public string Shown(string path)
    {
        if (!Path.IsPathRooted(path))
            return path;
        string relative = Path.GetRelativePath(folder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? path : relative;
    }
}
