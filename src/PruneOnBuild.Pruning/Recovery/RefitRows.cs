namespace PruneOnBuild.Pruning.Recovery;

/// <summary>Rows of one batch that a layer is re-fitted to.</summary>
/// <param name="X">Inputs in the pruned model, [count, features].</param>
/// <param name="Wanted">What the layer should give, [count, outputs].</param>
/// <param name="Beside">What is added to its output in the pruned model, [count, outputs]; null: nothing.</param>
internal sealed record RefitRows(float[] X, float[] Wanted, float[]? Beside, int Count);
