using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Output;

/// <summary>What a run says. Diagnostics keep MSBuild's form; colour only where a terminal shows it.</summary>
/// <param name="folder">Files below it are named relative to it.</param>
/// <param name="record">Keeps what is said.</param>
internal sealed class RunConsole(TextWriter writer, bool colour, string folder, RunRecord record) : IProgress<string>
{
    /// <summary>A step of a stage, as it happens.</summary>
    public void Report(string value) => Note(value);

    public void Note(string text) => writer.WriteLine($"  {text}");

    public void Write(string text) => writer.Write(text);

    public void Write(Diagnostic diagnostic)
    {
        record.Add(diagnostic);
        var place = diagnostic.Location with { File = Shown(diagnostic.Location.File) };
        string text = (diagnostic with { Location = place }).ToString();
        string code = diagnostic.Severity == Severity.Error ? "31" : "33";
        writer.WriteLine(colour ? $"\e[{code}m{text}\e[0m" : text);
    }

    /// <summary>A model's reports have been written: the one for CI systems, and the one for people.</summary>
    public void WriteReport(string markdown, string html)
    {
        record.AddReport(markdown);
        Note($"-> {Shown(html)}");
    }

    /// <summary>A path as people read it: relative below the folder, else in full.</summary>
    public string Shown(string path)
    {
        if (!Path.IsPathRooted(path))
            return path;
        string relative = Path.GetRelativePath(folder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? path : relative;
    }
}
