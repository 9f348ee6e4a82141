using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>
/// What a layer is re-fitted to, layer by layer in execution order: its inputs in the pruned model and its targets in the dense one. Where its
/// output is only added to another value, the target also makes up for what that value has lost.
/// </summary>
internal sealed class RefitMoments
{
    /// <summary>Numbers in the rows of one layer that are kept, of all batches together: 256 MB.</summary>
    private const long MostValues = 1 << 26;

    private readonly AxisMap _map;
    private readonly CalibrationSamples _samples;
    private readonly int _times;
    private readonly IReadOnlyList<SampleBatch> _batches;
    private readonly HashSet<SampleBatch> _fits;
    private readonly ActivationWalk _dense;
    private readonly ActivationWalk _pruned;

    /// <param name="map">Axes of the dense model.</param>
    /// <param name="times">As <see cref="SampledPositions"/> has it.</param>
    public RefitMoments(AxisMap map, CalibrationSamples samples, int times = 1)
    {
        (_map, _samples, _times) = (map, samples, times);
        _batches = HasOnePart ? samples.Fit : [.. samples.Fit, .. samples.Judge];
        _fits = [.. samples.Fit];
        (_dense, _pruned) = (new ActivationWalk(_batches, map.Shapes, atOnce: 2), new ActivationWalk(_batches, map.Shapes, atOnce: 2));
    }

    /// <summary>One for each group of the layer.</summary>
    /// <param name="pruned">As repaired so far; layers behind this one may still change.</param>
    /// <param name="layer">Found in the pruned model.</param>
    /// <param name="kept">For each output channel of the layer the dense layer's channel that it was.</param>
    /// <param name="shortcut">What the layer's output is added to, if anything.</param>
    /// <param name="withRows">Whether the rows themselves are wanted.</param>
    public LayerRefit[] Of(ModelGraph pruned, Layer layer, int[] kept, ResidualTarget? shortcut, bool withRows = false)
    {
        var (needed, wanted) = shortcut is null ? ((string[])[layer.Input], (string[])[layer.Output]) : ([layer.Input, shortcut.Other], [layer.Output, shortcut.Other]);
        using var now = _pruned.Stop(pruned, ActivationWalk.After(pruned, layer.Node.Output[0]) - 1, needed);
        using var dense = _dense.Stop(_map.Model, ActivationWalk.After(_map.Model, layer.Output), wanted);

        LayerMoments[] Blanks() => [.. Enumerable.Range(0, layer.Groups).Select(_ => new LayerMoments(layer.Features, layer.Columns))];
        var rows = new RefitRows?[layer.Groups, _batches.Count];
        var samples = _batches.Sum(batch => batch.Count);
        var (fit, judge) = Shares.Sum(
            _batches.Count,
            2 * layer.Groups * LayerMoments.Bytes(layer.Features, layer.Columns),
            i => Both(dense, now, i),
            () => Blanks() is var fit && HasOnePart ? (Fit: fit, Judge: fit) : (Fit: fit, Judge: Blanks()),
            (sums, i, both) =>
            {
                var (batch, (target, given)) = (_batches[i], both);
                var moments = _fits.Contains(batch) ? sums.Fit : sums.Judge;
                var positions = SampledPositions.Of(layer.Positions(given[0], batch.Rows), samples, layer.Features, batch.Start, _times);
                var keeps = withRows && (long)samples * positions.Length * layer.Features * layer.Groups <= MostValues;
                for (var part = 0; part < layer.Groups; part++)
                {
                    int[] columns = [.. Enumerable.Range(part * layer.Columns, layer.Columns)];
                    int[] channels = [.. columns.Select(column => kept[column])];
                    var count = batch.Count * positions.Length;
                    var (targets, beside) = ResidualTarget.Targets(layer, batch, target, shortcut is null ? null : given[1], channels, columns, positions);
                    var x = LayerMoments.Patches(layer, given[0], batch, part, positions);
                    moments[part].Add(x, targets, count);
                    rows[part, i] = keeps ? new RefitRows(x, targets, beside, count) : null;
                }
            },
            (sums, other) =>
            {
                for (var part = 0; part < layer.Groups; part++)
                {
                    sums.Fit[part].Add(other.Fit[part]);
                    if (!HasOnePart)
                    {
                        sums.Judge[part].Add(other.Judge[part]);
                    }
                }
            });
        RefitRows[] Rows(int part) => [.. Enumerable.Range(0, _batches.Count).Select(i => rows[part, i]).OfType<RefitRows>()];
        return [.. Enumerable.Range(0, layer.Groups).Select(part => new LayerRefit(fit[part], judge[part], Rows(part)))];
    }

    /// <summary>Steps of a recurrent layer in the pruned model, for each batch and direction.</summary>
    /// <param name="pruned">As repaired so far; this layer and those behind it may still change.</param>
    /// <param name="features">Of the dense layer, so that both are seen at the same steps.</param>
    public StepRows[][] Steps(ModelGraph pruned, RecurrentLayer layer, int features) => Steps(_pruned, pruned, layer, features);

    /// <summary>The same of the dense model.</summary>
    public StepRows[][] DenseSteps(RecurrentLayer layer) => Steps(_dense, _map.Model, layer, layer.Inputs + layer.Hidden);

    /// <summary>Empty moments for samples that fit and for those that judge; the same ones where there are too few to part.</summary>
    public (LayerMoments Fit, LayerMoments Judge) Blank(int features, int outputs)
    {
        var fit = new LayerMoments(features, outputs);
        return (fit, HasOnePart ? fit : new LayerMoments(features, outputs));
    }

    /// <summary>Whether what was fitted is judged on a batch, in the order of <see cref="Steps(ModelGraph, RecurrentLayer, int)"/>.</summary>
    public bool Judges(int batch) => HasOnePart || !_fits.Contains(_batches[batch]);

    /// <summary>A pair of layers on samples that fit and on samples that judge, as many as pay; null where a sample is not one image.</summary>
    /// <param name="pruned">As repaired so far; both layers may still change.</param>
    /// <param name="kept">For each output channel of the first and of the second layer the dense layer's channel that it was.</param>
    public (PairModel Fit, PairModel Judge)? Of(ModelGraph pruned, LayerPair pair, (int[] First, int[] Second) kept)
    {
        var (first, second, other) = (pair.First, pair.Second, pair.Shortcut?.Other);
        using var now = _pruned.Stop(pruned, ActivationWalk.After(pruned, first.Node.Output[0]) - 1, other is null ? [first.Input] : [first.Input, other]);
        using var dense = _dense.Stop(
            _map.Model, ActivationWalk.After(_map.Model, second.Output),
            other is null ? [first.Output, second.Output] : [first.Output, second.Output, other]);
        var turns = new PairTurns(pair, _batches.Count);
        var pieces = new PairRows[_batches.Count][];
        Workers.Run(_batches.Count, long.MaxValue, i =>
        {
            using var alone = Workers.AtMost(1);
            var ((target, given), batch) = (Both(dense, now, i), _batches[i]);
            var samples = given[0].Dims[0] == batch.Rows ? turns.Of(i, first.Positions(given[0], batch.Rows), batch.Count) : 0;
            pieces[i] = samples > 0 ? [.. PairPieces.Of(pair, batch, samples, given, target[0], [.. target.Skip(1)], kept)] : [];
        });
        PairRows[] Of(Func<int, bool> which) => [.. pieces.Where((_, i) => which(i)).SelectMany(piece => piece)];
        var (fit, judge) = (Of(i => HasOnePart || _fits.Contains(_batches[i])), Of(Judges));
        return fit.Length == 0 || judge.Length == 0 ? null : (new PairModel(pair, fit), new PairModel(pair, judge));
    }

    /// <summary>What both models give for a batch, run side by side.</summary>
    private static (IReadOnlyList<Tensor> Dense, IReadOnlyList<Tensor> Pruned) Both(ActivationStop dense, ActivationStop pruned, int batch)
    {
        var values = new IReadOnlyList<Tensor>[2];
        Workers.Run(values.Length, long.MaxValue, i => values[i] = (i == 0 ? dense : pruned).Run(batch));
        return (values[0], values[1]);
    }

    private bool HasOnePart => ReferenceEquals(_samples.Fit, _samples.Judge);

    private StepRows[][] Steps(ActivationWalk walk, ModelGraph model, RecurrentLayer layer, int features)
    {
        var exposed = layer.Exposed(model);
        var needed = layer.Needed(exposed);
        using var stop = walk.Stop(exposed, ActivationWalk.After(exposed, layer.Output) - 1, needed);
        var steps = new StepRows[_batches.Count][];
        for (var i = 0; i < steps.Length; i++)
        {
            var values = needed.Zip(stop.Run(i)).ToDictionary(pair => pair.First, pair => pair.Second);
            steps[i] = [.. Enumerable.Range(0, layer.Directions).Select(direction => layer.Steps(exposed, values, _batches[i], _batches.Count, direction, features))];
        }

        return steps;
    }
}
