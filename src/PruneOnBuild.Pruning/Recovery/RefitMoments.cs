using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>
/// What a layer is re-fitted to, layer by layer in execution order: moments of its inputs in the pruned model and of its targets in the dense
/// one. Where its output is only added to another value, the target also makes up for what that value has lost.
/// </summary>
internal sealed class RefitMoments
{
    private readonly AxisMap _map;
    private readonly CalibrationSamples _samples;
    private readonly IReadOnlyList<SampleBatch> _batches;
    private readonly HashSet<SampleBatch> _fits;
    private readonly ActivationWalk _dense;
    private readonly ActivationWalk _pruned;

    /// <param name="map">Axes of the dense model.</param>
    public RefitMoments(AxisMap map, CalibrationSamples samples)
    {
        (_map, _samples) = (map, samples);
        _batches = ReferenceEquals(samples.Fit, samples.Judge) ? samples.Fit : [.. samples.Fit, .. samples.Judge];
        _fits = [.. samples.Fit];
        (_dense, _pruned) = (new ActivationWalk(_batches, map.Shapes), new ActivationWalk(_batches, map.Shapes));
    }

    /// <summary>Moments of the samples that fit and of those that judge (the same ones where there are too few to part), for each group of the layer.</summary>
    /// <param name="pruned">As repaired so far; layers behind this one may still change.</param>
    /// <param name="layer">Found in the pruned model.</param>
    /// <param name="kept">For each output channel of the layer the dense layer's channel that it was.</param>
    public (LayerMoments[] Fit, LayerMoments[] Judge) Of(ModelGraph pruned, Layer layer, int[] kept)
    {
        var shortcut = ResidualTarget.Of(pruned, _map.Shapes, layer);
        var (needed, wanted) = shortcut is null ? ((string[])[layer.Input], (string[])[layer.Output]) : ([layer.Input, shortcut.Other], [layer.Output, shortcut.Other]);
        using var now = _pruned.Stop(pruned, ActivationWalk.After(pruned, layer.Node.Output[0]) - 1, needed);
        using var dense = _dense.Stop(_map.Model, ActivationWalk.After(_map.Model, layer.Output), wanted);

        LayerMoments[] Blank() => [.. Enumerable.Range(0, layer.Groups).Select(_ => new LayerMoments(layer, layer.Columns))];
        var fit = Blank();
        var judge = ReferenceEquals(_samples.Fit, _samples.Judge) ? fit : Blank();
        var samples = _batches.Sum(batch => batch.Count);
        for (var i = 0; i < _batches.Count; i++)
        {
            var (batch, target, given) = (_batches[i], dense.Run(i), now.Run(i));
            var moments = _fits.Contains(batch) ? fit : judge;
            var positions = SampledPositions.Of(layer.Positions(given[0], batch.Rows), samples, layer.Features, batch.Start);
            for (var part = 0; part < layer.Groups; part++)
            {
                int[] columns = [.. Enumerable.Range(part * layer.Columns, layer.Columns)];
                int[] channels = [.. columns.Select(column => kept[column])];
                var targets = layer.Values(target[0], batch.Rows, channels, positions);
                if (shortcut is not null)
                {
                    var (before, after) = (layer.Values(target[1], batch.Rows, channels, positions), layer.Values(given[1], batch.Rows, columns, positions));
                    for (var value = 0; value < targets.Length; value++)
                    {
                        targets[value] += before[value] - after[value];
                    }
                }

                var rows = batch.Count * positions.Length;
                moments[part].Add(LayerMoments.Patches(layer, given[0], batch, part, positions), targets[..(rows * layer.Columns)], rows);
            }
        }

        return (fit, judge);
    }
}
