namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>Measures one layer by itself. A seam: tests have stairs of their own.</summary>
internal interface ILayerTimer
{
    /// <summary>Milliseconds of one run; 0 where the runtime computes the layer beforehand, because all that it reads is stored.</summary>
    double TimeMs(LayerShape layer);
}
