using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Pruning.Recovery;
using PruneOnBuild.Pruning.Tests.Algebra;
using PruneOnBuild.Pruning.Tests.Calibration;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Recovery;

/// <summary>Two layers with an activation between, re-fitted together.</summary>
public sealed class PairRefitTests
{
    public static TheoryData<string> Models => ["conv", "strided conv", "gemm", "nothing between"];

    /// <summary>The gradient is that of the error, found by small changes of every weight.</summary>
    [Theory]
    [MemberData(nameof(Models))]
    public void Gradient_IsTheErrorsOwn(string name)
    {
        var (pair, model, first, second) = Problem(name);
        const double Step = 1e-3;
        var gradient = model.Gradient(model.Around(first, second), second);
        var rows = Positions(pair);
        for (var i = 0; i < first.Values.Length; i += 5)
        {
            double Moved(double by)
            {
                var moved = first.Clone();
                moved.Values[i] += by;
                return model.Error(moved, second) * rows;
            }

            // d(sum of squares)/dw = -2 J^T residual; activations that switch within the step leave a little.
            var slope = (Moved(Step) - Moved(-Step)) / (2 * Step);
            Assert.Equal(-2 * gradient.Values[i], slope, Math.Max(0.05 * Math.Abs(slope), 0.3));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Curvature_IsSymmetricAndNotNegative(string name)
    {
        var (_, model, first, second) = Problem(name);
        var states = model.Around(first, second);
        var (a, b) = (Some.Matrix(first.Rows, first.Columns, 5), Some.Matrix(first.Rows, first.Columns, 6));
        var (curvedA, curvedB) = (model.Curvature(states, a, second), model.Curvature(states, b, second));

        Assert.Equal(Dot(curvedA, b), Dot(a, curvedB), 1e-4 * Math.Abs(Dot(curvedA, a)));
        Assert.True(Dot(curvedA, a) > 0);
    }

    /// <summary>What two layers can give, they are brought back to from weights that were disturbed, where the second alone cannot make up for it.</summary>
    [Theory]
    [MemberData(nameof(Models))]
    public void DisturbedPair_ComesNearWhatItWas(string name)
    {
        var (pair, model, first, second) = Problem(name, disturb: 0.3);
        var (gram, cross) = model.SecondMoments(first, second);
        var alone = model.Error(first, Ridge.Solve(gram, cross, Ridge.Damping(gram, 1e-6, intercept: true))!.Weights);
        var (one, two) = new PairRefit(pair, model, model).Run(first, second);
        var together = model.Error(one, two);

        // Without an activation between, nothing is lost by the disturbance that the second layer cannot undo.
        Assert.True(together < (name == "nothing between" ? alone * 1.05 : alone * 0.5), $"{alone:g4} -> {together:g4}");
    }

    /// <summary>A pair is a layer whose only reader is a layer of its kind.</summary>
    [Fact]
    public void Pair_NeedsASingleReader()
    {
        Assert.NotNull(PairOf(TinyModel.Input("x", 8, 4).Gemm("one", 6).Relu().Gemm("two", 3).Output("y")));
        Assert.Null(PairOf(TinyModel.Input("x", 8, 4).Gemm("one", 6).Relu().As("both").Gemm("two", 6).Add("both").Output("y")));
        Assert.Null(PairOf(TinyModel.Input("x", 8, 4).Gemm("one", 6).Output("y")));
    }

    private static LayerPair? PairOf(ModelGraph model) =>
        LayerPair.Of(model, ShapeInference.Infer(model), LayerFinder.In(model), LayerFinder.In(model)[0]);

    private static int Positions(LayerPair pair) => pair.Second is ConvLayer ? PositionsOfConv(pair) : 48;

    private static int PositionsOfConv(LayerPair pair) => pair.Second.Node.Attribute.Any(attribute => attribute.Name == "strides" && attribute.Ints[0] == 2) ? 48 * 9 : 48 * 36;

    /// <summary>The targets are the pair's own outputs, so that it can reach them.</summary>
    private static (LayerPair Pair, PairModel Model, Matrix First, Matrix Second) Problem(string name, double disturb = 0.2)
    {
        var dense = name switch
        {
            "conv" => TinyModel.Input("x", -1, 3, 6, 6).Conv("one", 4).Relu().Conv("two", 5).Output("y"),
            "strided conv" => TinyModel.Input("x", -1, 3, 6, 6).Conv("one", 4).Relu().Conv("two", 5, stride: 2).Output("y"),
            "gemm" => TinyModel.Input("x", -1, 12).Gemm("one", 8).Relu().Gemm("two", 6).Output("y"),
            _ => TinyModel.Input("x", -1, 12).Gemm("one", 8).Gemm("two", 8).Output("y"),
        };
        var layers = LayerFinder.In(dense);
        var pair = LayerPair.Of(dense, ShapeInference.Infer(dense), layers, layers[0])!;
        var batches = RandomSamples.Of(48, [.. dense.Inputs[0].Type.TensorType.Shape.Dim.Skip(1).Select(dim => dim.DimValue)]).Batches(12).ToList();
        using var run = new ActivationRun(dense, [pair.First.Output, pair.Second.Output]);
        var pieces = batches.SelectMany(batch =>
        {
            var values = run.Run(batch);
            return PairPieces.Of(pair, batch, batch.Count, [batch.Feeds["x"]], values[0], [values[1]], (All(pair.First.Outputs), All(pair.Second.Outputs)));
        }).ToList();
        var first = pair.First.Weights(dense, 0);
        var noise = Some.Matrix(first.Rows, first.Columns, 7);
        for (var i = 0; i < first.Values.Length; i++)
        {
            first.Values[i] += disturb * noise.Values[i];
        }

        return (pair, new PairModel(pair, pieces), first, pair.Second.Weights(dense, 0));
    }

    private static int[] All(int count) => [.. Enumerable.Range(0, count)];

    private static double Dot(Matrix a, Matrix b) => a.Values.Zip(b.Values, (x, y) => x * y).Sum();
}
