namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>Measures one layer by itself. A seam: tests have stairs of their own.</summary>
internal interface ILayerTimer
{
    /// <summary>Milliseconds of one run, above 0.</summary>
    double TimeMs(LayerShape layer);
}
