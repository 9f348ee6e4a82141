namespace PruneOnBuild.Cli.Baselines;

/// <summary>What a model is held against its baseline in, by the words of prune.baseline.json.</summary>
internal static class BaselineGates
{
    public const string Accuracy = "accuracy";
    public const string Bytes = "bytes";
    public const string MultiplyAdds = "multiplyAdds";
    public const string Speedup = "speedup";

    public static readonly string[] All = [Accuracy, Bytes, MultiplyAdds, Speedup];
}
