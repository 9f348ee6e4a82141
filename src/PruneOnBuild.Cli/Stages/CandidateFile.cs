using PruneOnBuild.Graph;

namespace PruneOnBuild.Cli.Stages;

/// <summary>A pruned model as a file: in one piece, so that one rename publishes it, while the format's 2 GiB allow it.</summary>
internal static class CandidateFile
{
    /// <summary>
    /// Writes the model and gives its path. Weights go into a second file where they are external and too large for one.
    /// </summary>
    public static string Write(ModelGraph pruned, string path)
    {
        // Far enough below 2 GiB that the graph itself fits beside the weights.
        const long Embeddable = 2_000_000_000;
        long external = ExternalFiles.Of(pruned.Path).Where(File.Exists).Sum(file => new FileInfo(file).Length);
        if (external is > 0 and < Embeddable)
            File.WriteAllBytes(path, OnnxWriter.ToBytes(pruned.Proto, path));
        else
            OnnxWriter.Write(pruned, path);
        return path;
    }
}
