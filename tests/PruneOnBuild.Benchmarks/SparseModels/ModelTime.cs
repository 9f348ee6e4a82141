namespace PruneOnBuild.Benchmarks.SparseModels;

/// <param name="Seconds">Of one run.</param>
/// <param name="IsBusy">Other work left too few quiet samples for a median of them.</param>
internal readonly record struct ModelTime(double Seconds, bool IsBusy);
