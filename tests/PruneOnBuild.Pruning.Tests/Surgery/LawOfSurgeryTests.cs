using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Surgery;

namespace PruneOnBuild.Pruning.Tests.Surgery;

/// <summary>Pruned equals masked dense, for every model of the zoo and random plans.</summary>
public sealed class LawOfSurgeryTests
{
    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (var name in Zoo.All.Keys)
        {
            for (var seed = 0; seed < 4; seed++)
            {
                cases.Add(name, seed);
            }
        }

        return cases;
    }

    public static TheoryData<string> Models() => [.. Zoo.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void RandomPlan_GivesWhatTheMaskedModelGives(string model, int seed)
    {
        var map = AxisMapper.Map(Zoo.All[model](), ShapeInference.Infer(Zoo.All[model]()));
        var random = new Random(seed);
        var removed = new HashSet<int>();
        foreach (var group in GroupFinder.Find(map))
        {
            // Any proper subset may go; at least one channel stays.
            var order = group.Channels.OrderBy(_ => random.Next()).ToArray();
            removed.UnionWith(order.Take(random.Next(group.Channels.Length)));
        }

        bool IsRemoved(int channel) => map.Sets.Touches(channel, removed);
        var law = LawOfSurgery.Check(map, IsRemoved, GraphSurgeon.Cut(map, IsRemoved));

        Assert.True(law.Error <= 1e-5, $"{model}, seed {seed}: error {law.Error}");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void EmptyPlan_ChangesNothing(string model)
    {
        var dense = Zoo.All[model]();
        var pruned = GraphSurgeon.Cut(AxisMapper.Map(dense, ShapeInference.Infer(dense)), _ => false);

        Assert.Equal(dense.Proto, pruned.Proto);
    }

    [Fact]
    public void WrongModel_IsNoticed()
    {
        var map = AxisMapper.Map(Zoo.PlainChain(), ShapeInference.Infer(Zoo.PlainChain()));
        var group = Assert.Single(GroupFinder.Find(map));
        bool First(int channel) => map.Sets.Find(channel) == group.Channels[0];
        bool Second(int channel) => map.Sets.Find(channel) == group.Channels[1];

        var law = LawOfSurgery.Check(MaskedModel.Build(map, First), GraphSurgeon.Cut(map, Second));

        Assert.True(law.Error > law.Tolerance);
    }

    [Fact]
    public void MaskingEqualsZeroingTheConsumersWeights()
    {
        var dense = Zoo.PlainChain();
        var map = AxisMapper.Map(dense, ShapeInference.Infer(dense));
        var group = Assert.Single(GroupFinder.Find(map));
        bool Removed(int channel) => map.Sets.Find(channel) == group.Channels[2];

        var zeroed = NaiveZeroing.OfInputChannels(dense, "conv2.weight", [2]);

        Assert.True(LawOfSurgery.Check(zeroed, MaskedModel.Build(map, Removed)).Error < 1e-6);
        Assert.True(LawOfSurgery.Check(zeroed, GraphSurgeon.Cut(map, Removed)).Error < 1e-6);
    }

    [Fact]
    public void WhatIsDeafToTheChannels_GetsNoMask()
    {
        var dense = Zoo.PlainChain();
        var map = AxisMapper.Map(dense, ShapeInference.Infer(dense));
        var group = Assert.Single(GroupFinder.Find(map));
        var reader = dense.Nodes.Single(node => node.Name == "conv2");
        bool Removed(int channel) => map.Sets.Find(channel) == group.Channels[2];

        Assert.Equal(dense.Nodes.Count + 1, MaskedModel.Build(map, Removed).Nodes.Count);
        Assert.Equal(dense.Proto, MaskedModel.Build(map, Removed, new HashSet<NodeProto> { reader }).Proto);
    }

    [Fact]
    public void WrittenModel_LosesParametersAndMultiplyAdds()
    {
        var result = Prune.Structured(Zoo.PlainChain(), new Goal(GoalKind.Ratio, 0.5));

        // conv1 3->8, bn1 and conv2 8->4 lose half of their 8 channels.
        Assert.Equal((8 * 27) + 8 + (4 * 8) + (4 * 8) + 4, result.Dense.Parameters);
        Assert.Equal((4 * 27) + 4 + (4 * 4) + (4 * 4) + 4, result.After.Parameters);
        Assert.Equal(64 * ((8 * 27) + (4 * 8)), result.Dense.MultiplyAdds);
        Assert.Equal(64 * ((4 * 27) + (4 * 4)), result.After.MultiplyAdds);
    }

    [Fact]
    public void RootMeanSquare_IsCutWithItsScaleAndEpsilon()
    {
        var dense = Zoo.StandardRootMeanSquare();
        var map = AxisMapper.Map(dense, ShapeInference.Infer(dense));
        var removed = Assert.Single(GroupFinder.Find(map)).Channels.Skip(2).ToHashSet();

        var pruned = GraphSurgeon.Cut(map, channel => map.Sets.Touches(channel, removed));

        var norm = pruned.Nodes.Single(node => node.Name == "norm");
        var scale = TensorReader.Floats(dense.Constant("gamma")!);
        Assert.Equal([2 * scale[0], 2 * scale[1]], TensorReader.Floats(pruned.Constant(norm.Input[1])!));
        Assert.Equal(4e-5f, norm.Float("epsilon", 0), 1e-9f);
        Assert.Equal(dense.Graph.Initializer.Count, pruned.Graph.Initializer.Count);
    }
}
