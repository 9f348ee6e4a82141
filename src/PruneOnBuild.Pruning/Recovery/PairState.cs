namespace PruneOnBuild.Pruning.Recovery;

/// <summary>A pair of layers on some samples, linear around weights that it has. Masks have all bits set where something passes, else none.</summary>
/// <param name="Open">Where the activation between lets a change pass, by hidden output.</param>
/// <param name="Residual">What the second layer's output lacks, 0 where it makes no difference.</param>
/// <param name="Counts">Where a change of the second layer's output makes a difference.</param>
internal sealed record PairState(int[] Open, float[] Residual, int[] Counts);
