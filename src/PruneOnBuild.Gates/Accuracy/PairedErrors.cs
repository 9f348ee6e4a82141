namespace PruneOnBuild.Gates.Accuracy;

/// <summary>Squared errors of both models, one mean per sample.</summary>
/// <param name="DenseMean">Mean over samples, 0 or more; 0 where the dense model is the reference.</param>
/// <param name="PrunedMean">Mean over samples, 0 or more.</param>
/// <param name="PrunedDeviation">Standard deviation of the pruned model's errors over samples; 0 for one sample.</param>
/// <param name="DifferenceDeviation">Standard deviation of pruned minus dense over samples; 0 for one sample.</param>
public sealed record PairedErrors(double DenseMean, double PrunedMean, double PrunedDeviation, double DifferenceDeviation);
