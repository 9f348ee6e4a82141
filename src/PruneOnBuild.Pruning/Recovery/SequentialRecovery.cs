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
    /// <summary>Candidates for the damping, as shares of the mean diagonal of X^T X; the last keeps the old weights almost as they are.</summary>
    private static readonly double[] Dampings = [1e-4, 1e-3, 1e-2, 1e-1, 1];

    /// <summary>How often progress is told, however many layers there are.</summary>
    private const int Reports = 5;

    private readonly AxisMap _map;
    private readonly Func<int, bool> _removed;
    private readonly RefitMoments _moments;

    /// <param name="map">Axes of the dense model.</param>
    /// <param name="removed">Whether a channel went.</param>
    public SequentialRecovery(AxisMap map, Func<int, bool> removed, CalibrationSamples samples)
    {
        (_map, _removed, _moments) = (map, removed, new RefitMoments(map, samples));
    }

    /// <summary>The pruned model with other weights; shapes stay.</summary>
    public ModelGraph Repair(ModelGraph pruned, IProgress<string> progress)
    {
        var before = pruned;
        var outputs = LayerFinder.In(pruned).Select(layer => layer.Output).ToList();
        var touched = Touched(pruned);
        for (var i = 0; i < outputs.Count; i++)
        {
            var layers = LayerFinder.In(pruned);
            var layer = layers.First(layer => layer.Output == outputs[i]);
            if (!touched.Contains(layer.Node.Output[0]))
            {
                continue;
            }

            if (i * Reports / outputs.Count != (i - 1) * Reports / outputs.Count || i == 0)
            {
                progress.Report($"re-fitting layer {i + 1} of {outputs.Count}");
            }

            pruned = Refit(pruned, layer, layers);
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
        var shortcut = ResidualTarget.Of(pruned, _map.Shapes, layer);
        var pair = LayerPair.Of(pruned, _map.Shapes, layers, layer);

        // What is re-fitted together with its reader needs no more than a start.
        var behind = pair is null && layer.CanHaveBias ? Rectifier.Behind(pruned, layer, shortcut) : null;
        var refits = _moments.Of(pruned, layer, KeptOutputs(layer), shortcut, withRows: behind is not null);
        pruned = Written(pruned, layer, [.. refits.Select((refit, part) => Fit(refit, layer.Weights(pruned, part), layer.CanHaveBias, behind))]);
        return pair is null ? pruned : Refit(pruned, pair);
    }

    private ModelGraph Refit(ModelGraph pruned, LayerPair pair)
    {
        if (_moments.Of(pruned, pair, KeptOutputs(pair.Second)) is not var (fit, judge))
        {
            return pruned;
        }

        var first = LayerFinder.In(pruned).First(layer => layer.Output == pair.First.Output);
        var (one, two) = new PairRefit(pair, fit, judge).Run(first.Weights(pruned, 0), pair.Second.Weights(pruned, 0));
        pruned = Written(pruned, first, [one]);
        return Written(pruned, LayerFinder.In(pruned).First(layer => layer.Output == pair.Second.Output), [two]);
    }

    private static ModelGraph Written(ModelGraph pruned, Layer layer, IReadOnlyList<Matrix> weights)
    {
        var proto = pruned.Proto.Clone();
        layer.Write(proto, pruned, weights);
        return new ModelGraph(proto, pruned.Path);
    }

    /// <summary>The fit that does best on the samples that judge; the old weights where none does better than they.</summary>
    private static Matrix Fit(LayerRefit refit, Matrix old, bool intercept, Rectifier? behind)
    {
        var (fit, judge) = (refit.Fit, refit.Judge);
        var (chosen, error) = ((double?)null, judge.Error(old));
        foreach (var share in Dampings)
        {
            if (Solve(fit.Gram, fit.Cross, old, share, intercept) is { } solved && judge.Error(solved) is var own && own < error)
            {
                (chosen, error) = (share, own);
            }
        }

        if (chosen is not { } damping)
        {
            return old;
        }

        // The damping is settled; the fit itself may now use all samples.
        var (gram, cross) = ReferenceEquals(fit, judge) ? (fit.Gram, fit.Cross) : (fit.Gram.Plus(judge.Gram), fit.Cross.Plus(judge.Cross));
        var plain = Solve(gram, cross, old, damping, intercept) ?? old;
        return behind is null ? plain : RectifiedFit.Run(refit.Rows, gram, Ridge.Damping(gram, damping, intercept: true), plain, old, behind);
    }

    private static Matrix? Solve(Matrix gram, Matrix cross, Matrix old, double share, bool intercept)
    {
        if (intercept)
        {
            return Ridge.Solve(gram, cross, Ridge.Damping(gram, share, intercept: true), old)?.Weights;
        }

        // Without a bias of its own the last row stays what it is: 0.
        int[] rows = [.. Enumerable.Range(0, gram.Rows - 1)];
        var inner = gram.Pick(rows, rows);
        if (Ridge.Solve(inner, cross.PickRows(rows), Ridge.Damping(inner, share), old.PickRows(rows))?.Weights is not { } solved)
        {
            return null;
        }

        var weights = new Matrix(gram.Rows, cross.Columns);
        solved.Values.CopyTo(weights.Values, 0);
        return weights;
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
