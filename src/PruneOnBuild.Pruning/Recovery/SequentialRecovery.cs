using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Layers;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>
/// Least-squares repair, layer by layer in execution order: the inputs come from the pruned model as repaired so far, the targets from the
/// dense model. Where a layer's output is only added to another value (the shortcut of a residual block), its target also makes up for what
/// that value has lost. How strongly a fit is held to the weights it starts from is chosen on samples that it did not see.
/// </summary>
internal sealed class SequentialRecovery
{
    /// <summary>How often progress is told, however many layers there are.</summary>
    private const int Reports = 5;

    private readonly AxisMap _map;
    private readonly Func<int, bool> _removed;
    private readonly RefitMoments _moments;
    private readonly bool _withRecurrent;

    /// <param name="map">Axes of the dense model.</param>
    /// <param name="removed">Whether a channel went.</param>
    /// <param name="withRecurrent">Whether recurrent layers are re-fitted too.</param>
    public SequentialRecovery(AxisMap map, Func<int, bool> removed, CalibrationSamples samples, bool withRecurrent = true)
    {
        (_map, _removed, _moments, _withRecurrent) = (map, removed, new RefitMoments(map, samples), withRecurrent);
    }

    /// <summary>The pruned model with other weights; shapes stay.</summary>
    public ModelGraph Repair(ModelGraph pruned, IProgress<string> progress)
    {
        var before = pruned;
        var recurrent = (_withRecurrent ? RecurrentLayers.In(pruned) : []).Select(layer => (layer.Output, Made: layer.Output));
        var outputs = recurrent.Concat(LayerFinder.In(pruned).Select(layer => (layer.Output, Made: layer.Node.Output[0])))
            .OrderBy(layer => ActivationWalk.After(pruned, layer.Made)).ToList();
        var touched = Touched(pruned);
        for (var i = 0; i < outputs.Count; i++)
        {
            var layers = LayerFinder.In(pruned);
            var layer = layers.FirstOrDefault(layer => layer.Output == outputs[i].Output);
            if (!touched.Contains(outputs[i].Made))
            {
                continue;
            }

            if (i * Reports / outputs.Count != (i - 1) * Reports / outputs.Count || i == 0)
            {
                progress.Report($"re-fitting layer {i + 1} of {outputs.Count}");
            }

            pruned = layer is null ? RefitRecurrent(pruned, outputs[i].Output) : Refit(pruned, layer, layers);
        }

        var tidy = pruned.Proto.Clone();
        CuttableForm.TidyUp(tidy, before);
        return new ModelGraph(tidy, before.Path);
    }

    /// <summary>Values that a cut or a re-fit changes: all that is computed behind one.</summary>
    private HashSet<string> Touched(ModelGraph pruned)
    {
        var touched = new HashSet<string>();
        foreach (var node in pruned.Nodes)
        {
            if (node.Input.Any(touched.Contains) || node.Input.Concat(node.Output).Any(IsCut))
            {
                touched.UnionWith(node.Output);
            }
        }

        return touched;
    }

    private bool IsCut(string value) =>
        Enumerable.Range(0, _map.Rank(value)).Any(axis => _map.Channels(value, axis)?.Any(channel => channel != AxisMap.Untracked && _removed(channel)) == true);

    private ModelGraph Refit(ModelGraph pruned, Layer layer, IReadOnlyList<Layer> layers)
    {
        if (LayerPair.Of(pruned, _map.Shapes, layers, layer) is { } pair && Refit(pruned, pair) is { } refitted)
        {
            return refitted;
        }

        var shortcut = ResidualTarget.Of(pruned, _map.Shapes, layer);
        var behind = layer.CanHaveBias ? Rectifier.Behind(pruned, layer, shortcut) : null;
        var refits = _moments.Of(pruned, layer, KeptOutputs(layer), shortcut, withRows: behind is not null);
        return Written(pruned, layer, [.. refits.Select((refit, part) => DampedFit.Run(refit, layer.Weights(pruned, part), layer.CanHaveBias, behind))]);
    }

    private ModelGraph RefitRecurrent(ModelGraph pruned, string output)
    {
        var dense = RecurrentLayers.Named(_map.Model, output);
        var units = _map.Channels(dense.Node.Input[2], 2) is { } channels ? AxisMap.Kept(channels, _removed) : [.. Enumerable.Range(0, dense.Hidden)];
        return new RecurrentRefit(_moments, _map.Model, dense, units).Run(pruned);
    }

    /// <summary>Both layers of a pair; null where a sample is not one image.</summary>
    private ModelGraph? Refit(ModelGraph pruned, LayerPair pair)
    {
        if (_moments.Of(pruned, pair, (KeptOutputs(pair.First), KeptOutputs(pair.Second))) is not var (fit, judge))
        {
            return null;
        }

        var (one, two) = new PairRefit(pair, fit, judge).Run(pair.First.Weights(pruned, 0), pair.Second.Weights(pruned, 0));
        pruned = Written(pruned, pair.First, [one]);
        return Written(pruned, LayerFinder.In(pruned).First(layer => layer.Output == pair.Second.Output), [two]);
    }

    private static ModelGraph Written(ModelGraph pruned, Layer layer, IReadOnlyList<Matrix> weights)
    {
        var proto = pruned.Proto.Clone();
        layer.Write(proto, pruned, weights);
        return new ModelGraph(proto, pruned.Path);
    }

    /// <summary>For each output channel of the pruned layer the dense layer's channel that it was.</summary>
    private int[] KeptOutputs(Layer layer)
    {
        var rank = _map.Shapes.Of(layer.Output)!.Rank;
        return _map.Channels(layer.Output, layer.OutputAxis(rank)) is { } channels
            ? AxisMap.Kept(channels, _removed)
            : [.. Enumerable.Range(0, layer.Outputs)];
    }
}
