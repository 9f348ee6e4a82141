namespace PruneOnBuild.Cli.Baselines;

/// <summary>What was measured of one model when its baseline was written.</summary>
/// <param name="Model">Hash of the dense model with its external data.</param>
/// <param name="Policy">Hash of the entry's <c>prune:</c> and its target.</param>
/// <param name="Bytes">Of the pruned model's files.</param>
/// <param name="MultiplyAdds">Of one sample through the pruned model; null where they were not known.</param>
/// <param name="Accuracy">Null where no gate asked for it.</param>
/// <param name="Speedup">Null where times were too few for bounds.</param>
internal sealed record BaselineEntry(
    string Model, string Policy, long Bytes, long? MultiplyAdds = null, BaselineAccuracy? Accuracy = null, BaselineSpeedup? Speedup = null);
