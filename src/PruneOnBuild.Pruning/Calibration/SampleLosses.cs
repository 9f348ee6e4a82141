namespace PruneOnBuild.Pruning.Calibration;

/// <summary>What a model loses beside the dense one.</summary>
/// <param name="All">On all samples together, at least 0; infinite where the model gives no numbers.</param>
/// <param name="Samples">What each sample has of it.</param>
internal sealed record SampleLosses(double All, double[] Samples);
