namespace PruneOnBuild.Cli.Zoo;

/// <summary>What became of one model.</summary>
internal enum ZooVerdict
{
    /// <summary>Cut at every ratio, and each cut obeyed the law of surgery.</summary>
    Pruned,

    /// <summary>Nothing of it may be cut.</summary>
    Unchanged,

    /// <summary>The model is not valid, or ONNX Runtime does not run it as it is.</summary>
    Refused,

    /// <summary>A fault of ours.</summary>
    Wrong,
}
