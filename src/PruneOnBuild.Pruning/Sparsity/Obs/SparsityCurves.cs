using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Pruning.Saliency;

namespace PruneOnBuild.Pruning.Sparsity.Obs;

/// <summary>
/// One curve for each layer: its own least squares error at a few sparsities around the one asked for, carried to the loss of the whole model's
/// outputs, which is measured at two of them with only this layer pruned and re-fitted, on samples that nothing was fitted on.
/// </summary>
internal sealed class SparsityCurves(AxisMap map, CalibrationSamples samples, SparsityPattern pattern, OutputLoss loss)
{
    private const double LargestKept = 0.95;

    /// <summary>Shares kept, as multiples of the one asked for.</summary>
    private static readonly double[] Multiples = [4, 2, 1, 0.5, 0.25];

    /// <summary>Those at which the loss is measured.</summary>
    private static readonly double[] Measured = [1, 0.5];

    /// <param name="layers">With stored weights that can take the pattern, in execution order.</param>
    /// <param name="size">As <see cref="SparsityCurve.Size"/>.</param>
    /// <param name="sparsity">The share that goes on average: around it the curves are measured.</param>
    public IReadOnlyList<SparsityCurve> Measure(IReadOnlyList<Layer> layers, Func<Layer, double> size, double sparsity, IProgress<string> progress)
    {
        var walk = new ActivationWalk(samples.Fit, map.Shapes);
        double[] multiples = [.. Multiples.Where(multiple => multiple * (1 - sparsity) < LargestKept)];
        var curves = new List<SparsityCurve>();
        foreach (var layer in layers)
        {
            progress.Report($"measuring what zeros cost in layer {curves.Count + 1} of {layers.Count}");
            var moments = Moments(walk, layer);
            var errors = new double[multiples.Length + 1];
            var losses = new Dictionary<int, double>();
            for (var i = 0; i < multiples.Length; i++)
            {
                var fits = moments.Select((part, index) => Fit(layer, part.Gram, index, 1 - (multiples[i] * (1 - sparsity)))).ToList();
                errors[i + 1] = Math.Max(errors[i], fits.Sum(fit => fit.Error));
                if (Measured.Contains(multiples[i]))
                {
                    losses[i + 1] = Loss(layer, fits.Select(fit => fit.Weights));
                }
            }

            curves.Add(new SparsityCurve(
                layer.Node.Input[1],
                size(layer),
                [.. multiples.Select(multiple => multiple * (1 - sparsity))],
                LossCurve.Through(errors, losses)[1..]));
        }

        return curves;
    }

    /// <summary>What it costs the outputs that one layer alone takes a pattern with a sparsity of its own.</summary>
    public IReadOnlyList<double> OfPattern(IReadOnlyList<Layer> layers, IProgress<string> progress)
    {
        var walk = new ActivationWalk(samples.Fit, map.Shapes);
        var losses = new List<double>();
        foreach (var layer in layers)
        {
            progress.Report($"measuring what the pattern costs in layer {losses.Count + 1} of {layers.Count}");
            losses.Add(Loss(layer, Moments(walk, layer).Select((part, index) => Fit(layer, part.Gram, index, sparsity: 0).Weights)));
        }

        return losses;
    }

    /// <summary>With only this layer changed.</summary>
    private double Loss(Layer layer, IEnumerable<Matrix> weights)
    {
        var proto = map.Model.Proto.Clone();
        layer.Write(proto, map.Model, [.. weights]);
        return loss.Of(new ModelGraph(proto, map.Model.Path));
    }

    private LayerMoments[] Moments(ActivationWalk walk, Layer layer)
    {
        using var stop = walk.Stop(map.Model, ActivationWalk.After(map.Model, layer.Node.Output[0]) - 1, [layer.Input]);
        var count = samples.Fit.Sum(batch => batch.Count);
        return Shares.Sum(
            samples.Fit.Count,
            layer.Groups * LayerMoments.Bytes(layer.Features, 0),
            i => stop.Run(i)[0],
            () => Enumerable.Range(0, layer.Groups).Select(_ => new LayerMoments(layer.Features, 0)).ToArray(),
            (moments, i, input) =>
            {
                var batch = samples.Fit[i];
                var positions = SampledPositions.Of(layer.Positions(input, batch.Rows), count, layer.Features, batch.Start);
                for (var part = 0; part < layer.Groups; part++)
                {
                    moments[part].Add(LayerMoments.Patches(layer, input, batch, part, positions), default, batch.Count * positions.Length);
                }
            },
            (moments, other) =>
            {
                for (var part = 0; part < layer.Groups; part++)
                {
                    moments[part].Add(other[part]);
                }
            });
    }

    /// <summary>The layer's own weights are the target, so that the error is that of the zeros alone: tr((W - W0)^T G (W - W0)).</summary>
    private (Matrix Weights, double Error) Fit(Layer layer, Matrix gram, int part, double sparsity)
    {
        var dense = layer.Weights(map.Model, part);
        if (LayerProblem.Of(gram, Multiply.Of(gram, dense), dense, SequentialSparsity.MaskDamping, layer.CanHaveBias) is not { } problem)
        {
            return (dense, 0);
        }

        var (kept, near) = SupportSearch.Run(problem, PatternMasks.Of(layer, pattern)!, sparsity, LayerMask.Features(dense));
        var weights = problem.WithBias(SupportFit.Solve(problem, kept, near));
        var change = weights.Clone();
        Algebra.Kernels.Vectors.AddScaled(change.Values, (ReadOnlySpan<double>)dense.Values, -1);
        var product = Multiply.Of(gram, change);
        var error = 0.0;
        for (var i = 0; i < change.Values.Length; i++)
        {
            error += change.Values[i] * product.Values[i];
        }

        return (weights, Math.Max(0, error));
    }
}
