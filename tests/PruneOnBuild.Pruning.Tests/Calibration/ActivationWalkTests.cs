using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Calibration;

/// <summary>A walk shows at every stop what a run from the inputs shows.</summary>
public sealed class ActivationWalkTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string, long> Cases()
    {
        var cases = new TheoryData<string, long>();
        foreach (var name in new[] { "residual", "fork", "dense", "sizes" })
        {
            // Everything may be remembered, nothing, and only what is small.
            foreach (var bytes in new[] { 1L << 30, 0, 16 << 10 })
            {
                cases.Add(name, bytes);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryStop_ShowsWhatARunShows(string name, long mostBytes)
    {
        var (model, batches) = Setting(name);
        var walk = new ActivationWalk(batches, ShapeInference.Infer(model), mostBytes);
        for (var position = 1; position <= model.Nodes.Count; position++)
        {
            ShowsWhatARunShows(walk, model, batches, position, [.. model.Nodes[position - 1].Output.Where(output => IsFloat(model, output))]);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ValuePassedLongAgo_IsShownFromTheBeginning(string name, long mostBytes)
    {
        var (model, batches) = Setting(name);
        var walk = new ActivationWalk(batches, ShapeInference.Infer(model), mostBytes);
        var floats = model.Nodes.SelectMany(node => node.Output).Where(output => IsFloat(model, output)).ToList();
        ShowsWhatARunShows(walk, model, batches, model.Nodes.Count / 2, [floats[1]]);
        ShowsWhatARunShows(walk, model, batches, model.Nodes.Count - 1, [floats[0], "x"]);
        ShowsWhatARunShows(walk, model, batches, 1, [floats[0]]);
        ShowsWhatARunShows(walk, model, batches, model.Nodes.Count, [floats[^1], floats[2]]);
    }

    [Fact]
    public void WeightsBehindAStop_MayChange()
    {
        var (model, batches) = Setting("residual");
        var walk = new ActivationWalk(batches, ShapeInference.Infer(model));
        ShowsWhatARunShows(walk, model, batches, ActivationWalk.After(model, "branch1.out") - 1, ["relu1.out"]);
        var proto = model.Proto.Clone();
        var weight = proto.Graph.Initializer.Index().Single(tensor => tensor.Item.Name == "branch1.weight");
        proto.Graph.Initializer[weight.Index] = TensorWriter.WithFloats(weight.Item, [.. weight.Item.Dims], new float[weight.Item.ElementCount()]);
        var changed = new ModelGraph(proto, model.Path);

        ShowsWhatARunShows(walk, changed, batches, changed.Nodes.Count, ["y"]);
    }

    /// <summary>A model that is fed what is known at some point loses what it loses when it is run from its inputs.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void LossFromTheMiddle_IsTheLossFromTheInputs(string name, long mostBytes)
    {
        var (model, batches) = Setting(name);
        var samples = CalibrationSamples.Of(RandomSamples.For(model, 40)!);
        var loss = new OutputLoss(model, samples);
        var walk = new ActivationWalk(loss.Batches, ShapeInference.Infer(model), mostBytes);
        Assert.NotEmpty(batches);
        foreach (var position in (int[])[1, model.Nodes.Count - 1, model.Nodes.Count / 2])
        {
            var proto = model.Proto.Clone();
            var behind = model.Nodes.Skip(position).SelectMany(node => node.Input).ToHashSet();
            for (var i = 0; i < proto.Graph.Initializer.Count; i++)
            {
                var tensor = proto.Graph.Initializer[i];
                if (behind.Contains(tensor.Name) && tensor.DataType == (int)Graph.Onnx.TensorProto.Types.DataType.Float)
                {
                    proto.Graph.Initializer[i] = TensorWriter.WithFloats(tensor, [.. tensor.Dims], [.. TensorReader.Floats(tensor).Select(value => value * 0.9f)]);
                }
            }

            var changed = new ModelGraph(proto, model.Path);
            Assert.Equal(new OutputLoss(model, samples).Of(changed), loss.Of(changed, walk.At(model, position)), 1e-6);
        }
    }

    private static void ShowsWhatARunShows(
        ActivationWalk walk, ModelGraph model, IReadOnlyList<SampleBatch> batches, int position, IReadOnlyList<string> values)
    {
        using var stop = walk.Stop(model, position, values);
        var made = values.Where(value => !model.IsInput(value)).ToList();
        using var run = made.Count > 0 ? new ActivationRun(model, made) : null;
        for (var batch = 0; batch < batches.Count; batch++)
        {
            var shown = stop.Run(batch);
            var wanted = made.Zip(run?.Run(batches[batch]) ?? []).ToDictionary(pair => pair.First, pair => pair.Second);
            Assert.Equal(values.Count, shown.Count);
            for (var i = 0; i < values.Count; i++)
            {
                var expected = wanted.GetValueOrDefault(values[i]) ?? batches[batch].Feeds[values[i]];
                Assert.Equal(expected.Dims.AsEnumerable(), shown[i].Dims);
                Assert.Equal(expected.Floats().ToArray(), shown[i].Floats().ToArray(), (a, b) => Math.Abs(a - b) <= Tolerance);
            }
        }
    }

    private static (ModelGraph Model, IReadOnlyList<SampleBatch> Batches) Setting(string name) => name switch
    {
        "residual" => (Zoo.ResidualPair(), Batches(1, 3, 8, 8)),
        "fork" => (Zoo.ConcatFork(), Batches(1, 3, 8, 8)),
        "dense" => (Zoo.DenseStack(), Batches(2, 12)),

        // Sizes are computed from values inside, and cannot be fed again.
        _ => (TinyModel.Input("x", -1, 3, 4, 4).Conv("conv1", 4).Relu().As("act")
            .Node("Shape", "shape", ["act"], ["size"]).Node("Identity", "pass", ["act"], ["passed"]).Shaped(-1, 4, 4, 4)
            .Conv("conv2", 4).Relu().Node("Reshape", "reshape", ["relu2.out", "size"], ["reshaped"]).Shaped(-1, 4, 4, 4)
            .Conv("conv3", 2).Output("y"), Batches(null, 3, 4, 4)),
    };

    private static List<SampleBatch> Batches(int? fixedBatch, params long[] dims) => [.. SampleSet.Of(
        new Dictionary<string, Tensor> { ["x"] = RandomSamples.Floats(1, [6, .. dims]) }, fixedBatch: fixedBatch).Batches(2)];

    private static bool IsFloat(ModelGraph model, string value) =>
        ShapeInference.Infer(model).Of(value) is { ElementType: Graph.Onnx.TensorProto.Types.DataType.Float };
}
