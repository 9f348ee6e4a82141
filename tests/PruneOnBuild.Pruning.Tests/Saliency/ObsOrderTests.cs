using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Pruning.Saliency;
using PruneOnBuild.Pruning.Tests.Algebra;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Saliency;

/// <summary>Step by step the channel goes that a least squares re-fit without it, tried for every channel, misses least.</summary>
public sealed class ObsOrderTests
{
    private const int Rows = 300;
    private const double Damping = 1e-3;

    public static TheoryData<string, ModelGraph> Models => new()
    {
        { "one convolution", TinyModel.Input("x", 1, 3, 6, 6).Conv("first", 6).Relu().Conv("second", 4).Output("y") },
        { "two readers", TinyModel.Input("x", 1, 3, 6, 6).Conv("first", 6).Relu().As("middle").Conv("left", 4).AlsoOutput("y")
            .From("middle").Conv("right", 5, kernel: 1).Output("z") },
        { "flattened", TinyModel.Input("x", 1, 3, 2, 2).Conv("first", 6).Relu().Flatten().Gemm("fc", 5).Output("y") },
        { "without bias", TinyModel.Input("x", 2, 3, 7).MatMul("first", 6).Relu().MatMul("second", 4).Output("y") },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void EveryStep_IsThatOfTheBruteForce(string what, ModelGraph model)
    {
        var (channels, readers, grams) = Setting(model);
        var (weights, errors) = (new List<Matrix[]>(), new List<double>());

        var order = Order(readers, grams, model).Run(channels, (_, error, now) =>
        {
            errors.Add(error);
            weights.Add([.. Enumerable.Range(0, readers.Count).Select(now)]);
        });

        var gone = new List<int>();
        for (var step = 0; step < channels - 1; step++)
        {
            var tries = Enumerable.Range(0, channels).Except(gone)
                .Select(channel => (Channel: channel, Fit: Refit(readers, grams, model, [.. gone, channel]))).ToList();
            var best = tries.MinBy(attempt => attempt.Fit.Error);

            Assert.True(best.Channel == order[step], $"{what}, step {step}: {best.Channel} expected, {order[step]} went.");
            gone.Add(best.Channel);
            Assert.Equal(best.Fit.Error, errors[step + 1], 1e-6 * Math.Max(1, best.Fit.Error));
            for (var reader = 0; reader < readers.Count; reader++)
            {
                Close.Assert(best.Fit.Weights[reader], weights[step + 1][reader], 1e-6);
            }
        }

        Assert.Equal(Enumerable.Range(0, channels), order.Order());
        Assert.Equal(0, errors[0]);
        Assert.Equal(channels + 1, errors.Count);
    }

    [Fact]
    public void CopyOfAnotherChannel_GoesFirst_AndCostsNothing()
    {
        var model = TinyModel.Input("x", 1, 3, 6, 6).Conv("first", 6, kernel: 1).Relu().Conv("second", 4, kernel: 1).Output("y");
        var (channels, readers, _) = Setting(model);
        var x = Inputs(readers[0].Layer, 5);
        for (var row = 0; row < Rows; row++)
        {
            x[(row * 6) + 4] = x[(row * 6) + 1];
        }

        var second = 0.0;
        var order = Order(readers, [Gram(x, 6)], model).Run(channels, (count, error, _) => second = count == 1 ? error : second);

        Assert.Contains(order[0], (int[])[1, 4]);
        Assert.InRange(second, 0, 1e-3);
    }

    private static (int Channels, IReadOnlyList<LayerInput> Readers, Matrix[] Grams) Setting(ModelGraph model)
    {
        var map = AxisMapper.Map(model, ShapeInference.Infer(model));
        var group = Assert.Single(GroupFinder.Find(map));
        var readers = LayerInput.Of(map, group, LayerFinder.In(model).ToDictionary(layer => layer.Node.Output[0]));
        return (group.Channels.Length, readers, [.. readers.Select((reader, i) => Gram(Inputs(reader.Layer, i + 1), reader.Layer.Features))]);
    }

    private static ObsOrder Order(IReadOnlyList<LayerInput> readers, Matrix[] grams, ModelGraph model) =>
        new([.. readers.Zip(grams, (reader, gram) => new ObsReader(reader.Rows, gram, Rows, reader.Weights(model)))]);

    /// <summary>Positive and correlated, as behind a Relu.</summary>
    private static float[] Inputs(Layer layer, int seed)
    {
        var (own, shared) = (Some.Floats(Rows * layer.Features, seed), Some.Floats(Rows, seed + 100));
        return [.. own.Select((value, i) => Math.Max(0, value + (0.7f * shared[i / layer.Features])))];
    }

    private static Matrix Gram(float[] x, int features)
    {
        var rows = new Matrix(Rows, features + 1);
        for (var row = 0; row < Rows; row++)
        {
            for (var feature = 0; feature < features; feature++)
            {
                rows[row, feature] = x[(row * features) + feature];
            }

            rows[row, features] = 1;
        }

        return Naive.Product(Naive.Transpose(rows), rows);
    }

    /// <summary>Of all readers the weights W nearest to the dense ones, tr((W - W0)^T H (W - W0)) over the variance of what W0 makes.</summary>
    private static (double Error, Matrix[] Weights) Refit(IReadOnlyList<LayerInput> readers, Matrix[] grams, ModelGraph model, int[] gone)
    {
        var (error, fits) = (0.0, new List<Matrix>());
        for (var reader = 0; reader < readers.Count; reader++)
        {
            var (layer, hessian) = (readers[reader].Layer, grams[reader].Clone());
            var mean = Enumerable.Range(0, layer.Features).Average(i => grams[reader][i, i]);
            for (var i = 0; i < layer.Features; i++)
            {
                hessian[i, i] += Damping * mean;
            }

            var dense = layer.Weights(model, readers[reader].Part);
            var without = gone.SelectMany(channel => readers[reader].Rows[channel]).ToHashSet();
            int[] left = [.. Enumerable.Range(0, hessian.Rows).Where(row => !without.Contains(row))];
            var solved = Naive.Solve(hessian.Pick(left, left), Naive.Product(hessian, dense).PickRows(left));
            var (fit, difference) = (new Matrix(dense.Rows, dense.Columns), dense.Clone());
            for (var i = 0; i < left.Length; i++)
            {
                solved.Row(i).CopyTo(fit.Row(left[i]));
            }

            for (var i = 0; i < fit.Values.Length; i++)
            {
                difference.Values[i] -= fit.Values[i];
            }

            var missed = Naive.Product(hessian, difference).Values.Zip(difference.Values, (a, b) => a * b).Sum() / Rows;
            error += missed / Variance(grams[reader], dense);
            fits.Add(fit);
        }

        return (error, [.. fits]);
    }

    private static double Variance(Matrix gram, Matrix weights)
    {
        var (product, variance) = (Naive.Product(gram, weights), 0.0);
        for (var output = 0; output < weights.Columns; output++)
        {
            var square = Enumerable.Range(0, gram.Rows).Sum(row => weights[row, output] * product[row, output]) / Rows;
            variance += square - Math.Pow(product[gram.Rows - 1, output] / Rows, 2);
        }

        return variance;
    }
}
