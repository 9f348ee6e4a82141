using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Runtime;

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
    private readonly CalibrationSamples _samples;
    private readonly IReadOnlyList<SampleBatch> _batches;
    private readonly HashSet<SampleBatch> _fits;
    private readonly ActivationWalk _dense;
    private readonly ActivationWalk _pruned;

    /// <param name="map">Axes of the dense model.</param>
    /// <param name="removed">Whether a channel went.</param>
    public SequentialRecovery(AxisMap map, Func<int, bool> removed, CalibrationSamples samples)
    {
        (_map, _removed, _samples) = (map, removed, samples);
        _batches = ReferenceEquals(samples.Fit, samples.Judge) ? samples.Fit : [.. samples.Fit, .. samples.Judge];
        _fits = [.. samples.Fit];
        (_dense, _pruned) = (new ActivationWalk(_batches, map.Shapes), new ActivationWalk(_batches, map.Shapes));
    }

    /// <summary>The pruned model with other weights; shapes stay.</summary>
    public ModelGraph Repair(ModelGraph pruned, IProgress<string> progress)
    {
        var before = pruned;
        var outputs = LayerFinder.In(pruned).Select(layer => layer.Output).ToList();
        var touched = Touched(pruned);
        for (var i = 0; i < outputs.Count; i++)
        {
            var layer = LayerFinder.In(pruned).First(layer => layer.Output == outputs[i]);
            if (!touched.Contains(layer.Node.Output[0]))
            {
                continue;
            }

            if (i * Reports / outputs.Count != (i - 1) * Reports / outputs.Count || i == 0)
            {
                progress.Report($"re-fitting layer {i + 1} of {outputs.Count}");
            }

            pruned = Refit(pruned, layer);
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

    private ModelGraph Refit(ModelGraph pruned, Layer layer)
    {
        var kept = KeptOutputs(layer);
        var shortcut = ResidualTarget.Of(pruned, _map.Shapes, layer);
        var (needed, wanted) = shortcut is null ? ((string[])[layer.Input], (string[])[layer.Output]) : ([layer.Input, shortcut.Other], [layer.Output, shortcut.Other]);
        using var now = _pruned.Stop(pruned, ActivationWalk.After(pruned, layer.Node.Output[0]) - 1, needed);
        using var dense = _dense.Stop(_map.Model, ActivationWalk.After(_map.Model, layer.Output), wanted);
        var (fit, judge) = Moments(layer, kept, dense, now, shortcut is not null);

        var weights = Enumerable.Range(0, layer.Groups).Select(part => Fit(fit[part], judge[part], layer.Weights(pruned, part), layer.CanHaveBias)).ToList();
        var proto = pruned.Proto.Clone();
        layer.Write(proto, pruned, weights);
        return new ModelGraph(proto, pruned.Path);
    }

    /// <summary>The fit that does best on the samples that judge; the old weights where none does better than they.</summary>
    private static Matrix Fit(LayerMoments fit, LayerMoments judge, Matrix old, bool intercept)
    {
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
        return Solve(gram, cross, old, damping, intercept) ?? old;
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

    /// <summary>Moments of the samples that fit and of those that judge, for each group of the layer.</summary>
    private (LayerMoments[] Fit, LayerMoments[] Judge) Moments(
        Layer layer, int[] kept, ActivationStop dense, ActivationStop now, bool hasShortcut)
    {
        LayerMoments[] Blank() => [.. Enumerable.Range(0, layer.Groups).Select(_ => new LayerMoments(layer, layer.Columns))];
        var fit = Blank();
        var judge = ReferenceEquals(_samples.Fit, _samples.Judge) ? fit : Blank();
        var samples = _batches.Sum(batch => batch.Count);
        for (var i = 0; i < _batches.Count; i++)
        {
            var (batch, wanted, given) = (_batches[i], dense.Run(i), now.Run(i));
            var moments = _fits.Contains(batch) ? fit : judge;
            var positions = SampledPositions.Of(layer.Positions(given[0], batch.Rows), samples, layer.Features, batch.Start);
            for (var part = 0; part < layer.Groups; part++)
            {
                int[] columns = [.. Enumerable.Range(part * layer.Columns, layer.Columns)];
                int[] channels = [.. columns.Select(column => kept[column])];
                var targets = layer.Values(wanted[0], batch.Rows, channels, positions);
                if (hasShortcut)
                {
                    var (before, after) = (layer.Values(wanted[1], batch.Rows, channels, positions), layer.Values(given[1], batch.Rows, columns, positions));
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

    /// <summary>For each output channel of the pruned layer the dense layer's channel that it was.</summary>
    private int[] KeptOutputs(Layer layer)
    {
        var rank = _map.Shapes.Of(layer.Output)!.Rank;
        return _map.Channels(layer.Output, layer.OutputAxis(rank)) is { } channels
            ? [.. Enumerable.Range(0, channels.Length).Where(i => channels[i] == AxisMap.Untracked || !_removed(channels[i]))]
            : [.. Enumerable.Range(0, layer.Outputs)];
    }
}
