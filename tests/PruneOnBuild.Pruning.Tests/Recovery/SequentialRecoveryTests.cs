using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Recovery;
using PruneOnBuild.Pruning.Surgery;
using PruneOnBuild.Pruning.Tests.Calibration;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Recovery;

/// <summary>What remains after a cut is re-fitted, layer by layer, to what the dense model gives.</summary>
public sealed class SequentialRecoveryTests
{
    public static TheoryData<string> Models => ["residual pair", "depthwise trio", "dense stack", "normalised", "products"];

    [Theory]
    [MemberData(nameof(Models))]
    public void LossOnUnseenSamples_FallsBelowTheCutModels(string name)
    {
        var (before, after) = Losses(Model(name).Model, Model(name).Sample);
        Assert.True(after < before * 0.75, $"{name}: {before:g4} -> {after:g4}");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void ChannelsWhoseTwinsStay_AreMadeUpFor(string name)
    {
        var (before, after) = Losses(WithTwins(Model(name).Model), Model(name).Sample);
        Assert.True(after < before / 100, $"{name}: {before:g4} -> {after:g4}");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Shapes_StayThoseOfTheCutModel(string name)
    {
        var (model, sample) = Model(name);
        var (cut, repaired) = CutAndRepaired(model, RandomSamples.Of(24, sample));
        var (shapes, own) = (ShapeInference.Infer(cut), ShapeInference.Infer(repaired));

        Assert.Equal(cut.Nodes.Select(node => node.OpType), repaired.Nodes.Select(node => node.OpType));
        Assert.All(cut.Nodes.SelectMany(node => node.Output), value => Assert.Equal($"{shapes.Of(value)}", $"{own.Of(value)}"));
        for (var i = 0; i < cut.Nodes.Count; i++)
        {
            foreach (var (old, now) in cut.Nodes[i].Input.Zip(repaired.Nodes[i].Input).Where(pair => pair.First.Length > 0))
            {
                Assert.Equal(cut.Constant(old)?.Dims, repaired.Constant(now)?.Dims);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void EqualInputs_GiveEqualBytes(string name)
    {
        var (model, sample) = Model(name);
        byte[] Bytes() => OnnxWriter.ToBytes(CutAndRepaired(model, RandomSamples.Of(40, sample)).Repaired.Proto, model.Path);

        Assert.Equal(Bytes(), Bytes());
    }

    [Theory]
    [InlineData(16)]
    [InlineData(40)]
    [InlineData(120)]
    public void DenseLayerWithMoreInputsThanSamples_DoesNotGetWorseOnUnseenOnes(int count)
    {
        var model = TinyModel.Input("x", -1, 20).Gemm("fc1", 256).Relu().Gemm("fc2", 192).Relu().Gemm("fc3", 6).Output("y");
        var (cut, repaired) = CutAndRepaired(model, RandomSamples.Seeded(1, count, 20));
        var loss = new OutputLoss(model, CalibrationSamples.Of(RandomSamples.Seeded(2, 400, 20)));
        var (before, after) = (loss.Of(cut), loss.Of(repaired));

        Assert.True(after <= before, $"{before:g4} -> {after:g4}");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void ModelThatIsNotCut_ComesBackAsItWas(string name)
    {
        var (model, sample) = Model(name);
        var analysis = Analysis.Of(model, folds: true);
        var kept = analysis.Groups.Select(group => Enumerable.Range(0, group.Channels.Length).ToArray()).ToList();
        var (cut, _) = StructuredCut.Make(analysis, kept);

        var repaired = new SequentialRecovery(analysis.Map, analysis.Removed(kept), CalibrationSamples.Of(RandomSamples.Of(12, sample)))
            .Repair(cut, new Progress<string>());

        Assert.Equal(cut.Proto, repaired.Proto);
    }

    /// <summary>Loss of the cut and of the repaired model, on samples that the repair did not see.</summary>
    private static (double Cut, double Repaired) Losses(ModelGraph model, long[] sample)
    {
        var (cut, repaired) = CutAndRepaired(model, RandomSamples.Seeded(1, 240, sample));
        var loss = new OutputLoss(model, CalibrationSamples.Of(RandomSamples.Seeded(2, 160, sample)));
        return (loss.Of(cut), loss.Of(repaired));
    }

    /// <summary>The second half of every group's channels becomes a copy of the first.</summary>
    private static ModelGraph WithTwins(ModelGraph model)
    {
        var proto = model.Proto.Clone();
        var written = Analysis.Of(model).Groups.SelectMany(group => group.Uses).Where(use => use is { IsConstant: true, Role: not AxisRole.Reads })
            .DistinctBy(use => (use.Value, use.Axis));
        foreach (var use in written)
        {
            var place = proto.Graph.Initializer.Index().Single(tensor => tensor.Item.Name == use.Value);
            var half = (int)place.Item.Dims[use.Axis] / 2;
            int[] twice = [.. Enumerable.Range(0, half), .. Enumerable.Range(0, half)];
            proto.Graph.Initializer[place.Index] = TensorSlice.Gather(place.Item, use.Axis, twice);
        }

        return new ModelGraph(proto, model.Path);
    }

    /// <summary>The last quarter of every group goes.</summary>
    private static (ModelGraph Cut, ModelGraph Repaired) CutAndRepaired(ModelGraph model, SampleSet samples)
    {
        var analysis = Analysis.Of(model, folds: true);
        var kept = analysis.Groups.Select(group => Enumerable.Range(0, group.Channels.Length * 3 / 4).ToArray()).ToList();
        var (cut, _) = StructuredCut.Make(analysis, kept);
        return (cut, new SequentialRecovery(analysis.Map, analysis.Removed(kept), CalibrationSamples.Of(samples)).Repair(cut, new Progress<string>()));
    }

    private static (ModelGraph Model, long[] Sample) Model(string name) => name switch
    {
        "residual pair" => (TinyModel.Input("x", -1, 3, 8, 8).Conv("stem", 16).Relu().As("skip")
            .Conv("branch1", 16).Relu().Conv("branch2", 16).Add("skip").Relu().Conv("head", 4, kernel: 1).Output("y"), [3, 8, 8]),
        "depthwise trio" => (TinyModel.Input("x", -1, 3, 8, 8).Conv("expand", 16, kernel: 1).Relu().DepthwiseConv("depthwise").Relu()
            .Conv("project", 4, kernel: 1).Output("y"), [3, 8, 8]),
        "dense stack" => (TinyModel.Input("x", -1, 12).Gemm("fc1", 32).Relu().Gemm("fc2", 16, transB: false).Relu().Gemm("fc3", 3).Output("y"), [12]),
        "normalised" => (TinyModel.Input("x", -1, 3, 8, 8).Conv("conv1", 16).BatchNorm("bn1").Relu().Conv("conv2", 16, bias: false).BatchNorm("bn2").Relu()
            .Conv("conv3", 4).Output("y"), [3, 8, 8]),
        _ => (TinyModel.Input("x", -1, 5, 12).MatMul("mm1", 16).AddBias("bias1").Relu().MatMul("mm2", 16).Relu().MatMul("mm3", 6).AddBias("bias3").Output("y"),
            [5, 12]),
    };
}
