namespace PruneOnBuild.Pruning.Recovery;

/// <summary>Some samples of a pair of layers, at all positions; everything channels first, as whole planes.</summary>
/// <param name="X">What the first layer multiplies, [features, positions of the first].</param>
/// <param name="Wanted">What the second should give, [outputs, positions of the second].</param>
/// <param name="Beside">What is added to that in the pruned model; null: nothing.</param>
/// <param name="Hidden">Dimensions of the first layer's output, as the model has it.</param>
internal sealed record PairRows(float[] X, float[] Wanted, float[]? Beside, long[] Hidden);
