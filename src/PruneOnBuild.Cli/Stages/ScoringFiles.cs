using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Gates.Programs;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Cli.Stages;

/// <summary>The files of a gate's own metric: another program gives other scores.</summary>
internal static class ScoringFiles
{
    /// <summary>Full paths: the assembly, or those words of the command that name files.</summary>
    public static IReadOnlyList<string> Of(ModelJob job) => [.. Named(job).Where(File.Exists)];

    /// <summary>Full paths of the assembly or of all words of the command, whether or not there are such files.</summary>
    public static IReadOnlyList<string> Named(ModelJob job)
    {
        if (job.Model.Gates.Accuracy is not { Metric.Value: AccuracyMetric.Custom } gate)
            return [];
        var named = gate.Command is { } command ? CommandWords.Split(command.Value) : [gate.Assembly!.Value];
        return [.. named.Select(gate.FullPath).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Null where the gate has no metric of its own.</summary>
    public static string? Hash(ModelJob job)
    {
        var files = Of(job);
        if (files.Count == 0)
            return null;
        var hash = new ContentHash();
        foreach (string file in files)
            hash.Add(Path.GetFileName(file), ContentHash.OfFile(file));
        return hash.ToKey();
    }
}
