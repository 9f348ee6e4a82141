namespace PruneOnBuild.Gates.Accuracy;

/// <summary>A metric of both models that is no share of right answers, in its own unit; NaN where outputs are not finite.</summary>
public sealed record PairedValues(double Dense, double Pruned);
