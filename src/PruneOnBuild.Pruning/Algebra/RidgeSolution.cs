namespace PruneOnBuild.Pruning.Algebra;

/// <param name="Weights">[features, outputs].</param>
/// <param name="DampingFactor">What the damping asked for had to be multiplied with: 1 if it sufficed, else 10, 100 and so on.</param>
internal sealed record RidgeSolution(Matrix Weights, double DampingFactor);
