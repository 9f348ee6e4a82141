using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Pruning.Saliency;

/// <summary>What is known of one linear problem that reads a group.</summary>
/// <param name="Rows">For each channel of the group, the rows of W that go with it, ascending; empty where it lies elsewhere.</param>
/// <param name="Gram">X^T X on the dense model, with the constant 1 last.</param>
/// <param name="Samples">Rows of X behind it.</param>
/// <param name="Weights">Dense W over b.</param>
internal sealed record ObsReader(IReadOnlyList<int[]> Rows, Matrix Gram, long Samples, Matrix Weights);
