namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>Where the dense model's time goes, in milliseconds of one run.</summary>
/// <param name="WholeMs">The run as an application sees it, above 0.</param>
/// <param name="LayersMs">The kernels of layers that multiply; null: the provider does not tell.</param>
/// <param name="OthersMs">All other kernels: additions, activations, pooling, changes of layout.</param>
internal sealed record DenseTimes(double WholeMs, double? LayersMs, double OthersMs);
