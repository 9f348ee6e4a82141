using PruneOnBuild.Cli.Stages;

namespace PruneOnBuild.Cli.Explaining;

/// <summary>What decides whether a build is up to date: it is where every output is there and none is older than an input.</summary>
/// <param name="Inputs">Full paths.</param>
/// <param name="Outputs">Full paths.</param>
internal sealed record BuildFiles(IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    /// <summary>The files that a build's own target compares.</summary>
    /// <param name="list">Lines <c>in PATH</c> and <c>out PATH</c>.</param>
    public static BuildFiles Listed(string list)
    {
        string[] lines = File.ReadAllLines(list);
        return new(After(lines, "in "), After(lines, "out "));
    }

    /// <summary>What the last run read, and the model that it published.</summary>
    public static BuildFiles OfLastRun(ModelJob job) => new(
        File.Exists(job.Output.Inputs) ? File.ReadAllLines(job.Output.Inputs) : [job.Policy.File, job.Path], [job.Output.Model]);

    /// <summary>One line: what makes a build run again, or that nothing does.</summary>
    /// <param name="shown">A path as people read it.</param>
    public string Words(Func<string, string> shown)
    {
        if (Outputs.FirstOrDefault(output => !File.Exists(output)) is { } missing)
            return missing.EndsWith(".stamp", StringComparison.Ordinal)
                ? "a build runs again: none has passed since a property or the list of models changed, or the last one failed"
                : $"a build runs again: there is no {shown(missing)}";
        if (Inputs.FirstOrDefault(input => !Path.Exists(input)) is { } gone)
            return $"a build runs again: there is no {shown(gone)} any more";
        var oldest = Outputs.Min(File.GetLastWriteTimeUtc);
        string[] newer = [.. Inputs.Where(input => File.GetLastWriteTimeUtc(input) > oldest).Select(shown).Distinct()];
        return newer.Length == 0
            ? "a build has nothing to do: no input is newer than what it made last"
            : $"a build runs again: newer than what it made last: {string.Join(", ", newer)}";
    }

    private static string[] After(IEnumerable<string> lines, string word) =>
        [.. lines.Where(line => line.StartsWith(word, StringComparison.Ordinal)).Select(line => line[word.Length..])];
}
