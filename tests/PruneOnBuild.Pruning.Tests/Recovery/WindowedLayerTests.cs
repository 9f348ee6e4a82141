using PruneOnBuild.Graph;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Pruning.Recovery;
using PruneOnBuild.Pruning.Tests.Algebra;
using PruneOnBuild.Pruning.Tests.Calibration;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Recovery;

/// <summary>A layer over whole images, against its patches and three loops.</summary>
public sealed class WindowedLayerTests
{
    private const int Samples = 5;
    private const double Tolerance = 1e-5;

    /// <summary>One image of "many" is more than a strip.</summary>
    public static TheoryData<string> Models => ["conv", "many", "strided", "pointwise", "transposed", "row", "gemm"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Into_IsPatchesTimesWeights(string name)
    {
        var (layer, windowed, planes, patches) = Problem(name);
        var weights = Some.Matrix(layer.Features + 1, layer.Outputs, 2);
        float[] outputs = [.. Enumerable.Repeat(float.NaN, windowed.Positions(planes) * layer.Outputs)];

        windowed.Into(outputs, planes, weights, new Scratch());
        Close.Assert(Naive.Product(Naive.WithLast(patches, layer.Features, 1), weights), Naive.Wide(outputs, layer.Outputs), Tolerance);

        windowed.Into(outputs, planes, weights, new Scratch(), withBias: false);
        Close.Assert(Naive.Product(Naive.WithLast(patches, layer.Features, 0), weights), Naive.Wide(outputs, layer.Outputs), Tolerance);
    }

    /// <summary>For any x and r, (W x) r = x (W^T r).</summary>
    [Theory]
    [MemberData(nameof(Models))]
    public void Back_IsTheTranspose(string name)
    {
        var (layer, windowed, planes, _) = Problem(name);
        var weights = Some.Matrix(layer.Features + 1, layer.Outputs, 2);
        var outputs = new float[windowed.Positions(planes) * layer.Outputs];
        windowed.Into(outputs, planes, weights, new Scratch(), withBias: false);
        for (var seed = 3; seed < 6; seed++)
        {
            var r = Some.Floats(outputs.Length, seed);
            float[] back = [.. Enumerable.Repeat(float.NaN, planes.Length)];
            windowed.Back(back, r, weights, new Scratch());
            var there = outputs.Zip(r, (a, b) => (double)a * b).Sum();
            Assert.Equal(there, planes.Zip(back, (a, b) => (double)a * b).Sum(), 1e-3 * Math.Max(1, Math.Abs(there)));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Moments_AreThoseOfPatches(string name)
    {
        var (layer, windowed, planes, patches) = Problem(name);
        var y = Some.Floats(patches.Length / layer.Features * layer.Outputs, 7);
        var (cross, moments) = (new CrossAccumulator(layer.Features, layer.Outputs, intercept: true), new LayerMoments(layer.Features, layer.Outputs));
        windowed.AddTo(cross, planes, y, new Scratch());
        windowed.AddTo(moments, planes, y, new Scratch());

        var rows = Naive.WithLast(patches, layer.Features, 1);
        var columns = Naive.Transpose(rows);
        Close.Assert(Naive.Product(columns, rows), windowed.RestoredGram(moments.Gram), Tolerance);
        Close.Assert(Naive.Product(columns, Naive.Wide(y, layer.Outputs)), windowed.Restored(cross.Total), Tolerance);
        Assert.Equal(cross.Total.Values, moments.Cross.Values);
        Assert.Equal(cross.Total.Values, windowed.Ordered(windowed.Restored(cross.Total)).Values);
    }

    private static (Layer Layer, WindowedLayer Windowed, float[] Planes, float[] Patches) Problem(string name)
    {
        var model = name switch
        {
            "conv" => TinyModel.Input("x", -1, 3, 6, 5).Conv("one", 4).Output("y"),
            "many" => TinyModel.Input("x", -1, 2, 18, 17).Conv("one", 3).Output("y"),
            "strided" => TinyModel.Input("x", -1, 3, 7, 6).Conv("one", 4, stride: 2).Output("y"),
            "pointwise" => TinyModel.Input("x", -1, 5, 4, 3).Conv("one", 4, kernel: 1).Output("y"),
            "transposed" => TinyModel.Input("x", -1, 3, 5, 4).ConvTranspose("one", 4, stride: 2).Output("y"),
            "row" => TinyModel.Input("x", -1, 7, 9).MatMul("one", 6).Output("y"),
            _ => TinyModel.Input("x", -1, 12).Gemm("one", 8).Output("y"),
        };
        var layer = LayerFinder.In(model)[0];
        long[] dims = [.. model.Inputs[0].Type.TensorType.Shape.Dim.Skip(1).Select(dim => dim.DimValue)];
        var x = RandomSamples.Floats(3, [Samples, .. dims]);
        int[] positions = [.. Enumerable.Range(0, layer.Positions(x, Samples))];
        return (layer, new WindowedLayer(layer, x.Dims.AsSpan()), layer.Planes(x, 0, Samples), layer.Patches(x, Samples, 0, positions));
    }
}
