namespace PruneOnBuild.Benchmarks.SparseModels;

/// <param name="Seconds">Of one run.</param>
/// <param name="IsBusy">Hardly any sample was free of other work, so that this is one of the quickest instead of the median.</param>
internal readonly record struct ModelTime(double Seconds, bool IsBusy);
