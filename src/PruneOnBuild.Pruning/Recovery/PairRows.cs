using System.Collections.Immutable;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>Some samples of a pair of layers, at all positions; everything channels last.</summary>
/// <param name="X">Input of the first layer, [images * places, inputs].</param>
/// <param name="Input">Its dimensions for one image or for several, as the model has it.</param>
/// <param name="Between">What the first gives in the dense model, [positions of the first, outputs].</param>
/// <param name="Wanted">What the second should give, [positions of the second, outputs].</param>
/// <param name="Beside">What is added to that in the pruned model; null: nothing.</param>
internal sealed record PairRows(float[] X, ImmutableArray<long> Input, float[] Between, float[] Wanted, float[]? Beside);
