namespace PruneOnBuild.Pruning.Swaps;

/// <summary>A normalisation over the last axis that a sparse operator computes too.</summary>
/// <param name="Scale">One for each output.</param>
/// <param name="Shift">The same; null: none.</param>
internal sealed record TailNorm(float[] Scale, float[]? Shift, float Epsilon);
