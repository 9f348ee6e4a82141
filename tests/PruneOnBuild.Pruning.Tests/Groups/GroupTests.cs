using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Surgery;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Groups;

/// <summary>Which channels go together, and what is frozen.</summary>
public sealed class GroupTests
{
    [Fact]
    public void PlainChain_LosesConvolutionNormAndConsumerTogether()
    {
        var group = Assert.Single(Find(Zoo.PlainChain()));
        Assert.Equal(8, group.Channels.Length);
        Assert.Equal("conv1 output", group.Name);
        Assert.Equal("conv1 output -> conv1 -> bn1 -> conv2 input", group.Members);
    }

    [Fact]
    public void ResidualPair_LosesTheSameChannelsInBothBranches()
    {
        var groups = Find(Zoo.ResidualPair());
        Assert.Equal(["stem output", "branch1 output"], groups.Select(group => group.Name));
        Assert.Contains("branch2 output", groups[0].Members, StringComparison.Ordinal);
        Assert.Contains("head input", groups[0].Members, StringComparison.Ordinal);
        Assert.DoesNotContain("branch2 output", groups[1].Members, StringComparison.Ordinal);
    }

    [Fact]
    public void DepthwiseTrio_LosesEveryOutputOfAChannel()
    {
        var group = Assert.Single(Find(Zoo.DepthwiseTrio()));
        Assert.Equal(8, group.Channels.Length);
        Assert.Equal(0, Frozen(Zoo.DepthwiseTrio(), "depthwise"));
    }

    [Fact]
    public void GroupedInTheMiddle_LosesTheSameColumnsOfEveryGroup()
    {
        var groups = Find(Zoo.GroupedInTheMiddle());
        Assert.Equal([8, 8], groups.Select(group => group.Channels.Length));
    }

    [Fact]
    public void ConcatFork_KeepsBranchesApart()
    {
        var groups = Find(Zoo.ConcatFork());
        Assert.Equal([4, 6, 10], groups.Select(group => group.Channels.Length).Order());
        Assert.All(groups, group => Assert.Contains("head input", group.Members, StringComparison.Ordinal));
    }

    [Fact]
    public void SharedWeight_JoinsInputAndOutputChannels()
    {
        // The same tensor reads what it writes: stem, both uses and the head lose the same channels.
        var group = Assert.Single(Find(Zoo.SharedWeight()));
        Assert.Equal(8, group.Channels.Length);
        Assert.Equal("stem output -> stem -> first input -> first output -> second input -> second output -> head input", group.Members);
    }

    [Fact]
    public void FlattenToGemm_RemovesSixteenColumnsForOneChannel()
    {
        var groups = Find(Zoo.FlattenToGemm());
        Assert.Equal([8, 10], groups.Select(group => group.Channels.Length));
    }

    [Fact]
    public void LastLayer_IsFrozenAsGraphOutput()
    {
        var frozen = GroupFinder.FindFrozen(Map(Zoo.PlainChain()));
        var last = Assert.Single(frozen);
        Assert.Equal(("conv2 output", 4), (last.Name, last.Channels));
        Assert.Contains("graph output 'y'", last.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(Zoo.LstmChain), "lstm1 output 6, lstm2 output 5")]
    [InlineData(nameof(Zoo.LstmBothDirections), "lstm output 6")]
    [InlineData(nameof(Zoo.LstmLastStates), "lstm output 6")]
    [InlineData(nameof(Zoo.GruEncoderDecoder), "encoder output 6")]
    [InlineData(nameof(Zoo.RnnAfterConvolution), "conv output 6, rnn output 7")]
    [InlineData(nameof(Zoo.FusedMatMuls), "first output 6, left output 8, old output 4")]
    [InlineData(nameof(Zoo.VectorTimesMatrix), "first output 6, second output 5")]
    [InlineData(nameof(Zoo.LowRankWeight), "fold input 4, fold output 6")]
    [InlineData(nameof(Zoo.OneHeadOfAttention), "query output 6, value output 4")]
    [InlineData(nameof(Zoo.GemmBiasPerRow), "left output 7, right output 6")]
    [InlineData(nameof(Zoo.GemmBiasForAll), "left output 7, right output 6")]
    [InlineData(nameof(Zoo.GemmBiasOfOneRow), "left output 7, right output 6")]
    [InlineData(nameof(Zoo.GemmBiasPerElement), "left output 7, right output 6")]
    [InlineData(nameof(Zoo.FusedGemms), "fc1 output 8")]
    [InlineData(nameof(Zoo.EinsumAttention), "query output 3, query output 4, value output 6, out output 8")]
    [InlineData(nameof(Zoo.EinsumWithEllipsis), "wide output 6")]
    [InlineData(nameof(Zoo.GroupNormPerGroup), "conv1 output 4")]
    [InlineData(nameof(Zoo.GroupNormPerChannel), "conv1 output 4")]
    [InlineData(nameof(Zoo.InstanceNormBetween), "conv1 output 8")]
    [InlineData(nameof(Zoo.NormsOverChannels), "conv1 output 8")]
    [InlineData(nameof(Zoo.SumsOverChannels), "conv1 output 8")]
    [InlineData(nameof(Zoo.WeightNorm), "conv1 output 8")]
    [InlineData(nameof(Zoo.RunningSums), "mm1 output 8, mm2 output 6")]
    [InlineData(nameof(Zoo.SpaceToDepth), "conv1 output 8")]
    [InlineData(nameof(Zoo.DepthToSpaceBothWays), "conv1 output 4, conv2 output 3")]
    [InlineData(nameof(Zoo.TransposedInManyGroups), "conv1 output 4")]
    [InlineData(nameof(Zoo.TransposedInFewGroups), "conv1 output 6, up output 4")]
    [InlineData(nameof(Zoo.ScaledImage), "conv1 output 4")]
    [InlineData(nameof(Zoo.SampledByGrid), "conv1 output 8")]
    [InlineData(nameof(Zoo.RegionsAligned), "conv1 output 8")]
    [InlineData(nameof(Zoo.BlocksToImage), "mm1 output 3")]
    [InlineData(nameof(Zoo.SelectedElements), "conv1 output 8")]
    [InlineData(nameof(Zoo.QuantizeDequantize), "conv1 output 8, conv2 output 8")]
    [InlineData(nameof(Zoo.QuantizedConvolutions), "conv1 output 8, left output 6, last output 5")]
    [InlineData(nameof(Zoo.DynamicallyQuantized), "conv1 output 8")]
    [InlineData(nameof(Zoo.QuantizedProducts), "first output 8, second output 6, third output 5, fourth output 7, fifth output 4")]
    [InlineData(nameof(Zoo.FusedConvolution), "skip output 8")]
    [InlineData(nameof(Zoo.BiasedGelus), "mm1 output 8, mm2 output 6, mm3 output 5")]
    [InlineData(nameof(Zoo.NormalisedBesideChannels), "mixed output 6")]
    [InlineData(nameof(Zoo.DeformedConvolution), "conv1 output 8, deform output 6")]
    [InlineData(nameof(Zoo.PackedAttention), "embed output 6, attention output 3")]
    [InlineData(nameof(Zoo.PackedCausalAttention), "attention output 4")]
    [InlineData(nameof(Zoo.QuantizedAttention), "embed output 6, attention output 3")]
    [InlineData(nameof(Zoo.CrossAttention), "query output 3")]
    [InlineData(nameof(Zoo.AttentionToHeadsApart), "query output 3")]
    [InlineData(nameof(Zoo.RotatedHeads), "query output 3")]
    [InlineData(nameof(Zoo.GroupedQueries), "query output 2, query output 3")]
    [InlineData(nameof(Zoo.GroupedQueriesPacked), "qkv output 2, qkv output 2")]
    [InlineData(nameof(Zoo.StandardAttention), "query output 2, query output 3")]
    [InlineData(nameof(Zoo.StandardAttentionApart), "query output 3, query output 4, value output 2")]
    [InlineData(nameof(Zoo.RootMeanSquares), "embed output 8, up output 6")]
    [InlineData(nameof(Zoo.StandardRootMeanSquare), "embed output 8")]
    public void Groups_AreThoseOfTheFamily(string model, string groups) =>
        Assert.Equal(groups, string.Join(", ", Find(Zoo.All[model]()).Select(group => $"{group.Name} {group.Channels.Length}")));

    [Fact]
    public void StateGivenByTheCaller_FreezesTheHiddenUnits()
    {
        var model = Zoo.LstmBothDirections();
        model.Graph.Initializer.Remove(model.Graph.Initializer.Single(tensor => tensor.Name == "start_h"));
        model.Graph.Input.Add(TinyModel.Input("start_h", 2, 2, 6).Build().Graph.Input[0]);

        var frozen = GroupFinder.FindFrozen(Map(new ModelGraph(model.Proto, "tiny.onnx")));

        Assert.Contains(frozen, channels => channels.Reason == "meets what comes from graph input 'start_h' in LSTM 'lstm'");
    }

    [Fact]
    public void LayerOfSeveralWeights_IsFrozenInOneLine()
    {
        var model = Zoo.LstmChain();
        model.Graph.Output.Add(new ValueInfoProto { Name = "lstm1.h" });

        var frozen = GroupFinder.FindFrozen(Map(new ModelGraph(model.Proto, "tiny.onnx")));

        Assert.Equal([("lstm1 output", 24), ("head output", 3)], frozen.Select(layer => (layer.Name, layer.Channels)));
    }

    [Theory]
    [InlineData("LRN", "is normalised across neighbouring channels", "size", 3)]
    [InlineData("MeanVarianceNormalization", "is normalised over", "axes", new long[] { 1 })]
    [InlineData("ReduceMean", "is averaged over", "axes", new long[] { 1 })]
    [InlineData("ReduceMax", "is reduced over", "axes", new long[] { 1 })]
    [InlineData("Softmax", "is soft-maxed over", "axis", 1)]
    [InlineData("ArgMax", "is searched through", "axis", 1)]
    [InlineData("NonZero", "is searched through", "unused", 0)]
    public void MixedChannels_AreFrozen_InWords(string op, string why, string attribute, object value)
    {
        (string, object)[] attributes = attribute == "unused" ? [] : [(attribute, value)];
        var model = TinyModel.Input("x", 1, 3, 8, 8).Conv("conv", 8).Activation(op, "mix", attributes).Output("y");

        var frozen = Assert.Single(GroupFinder.FindFrozen(Map(model)));

        Assert.Equal(("conv output", 8, $"{why} in {op} 'mix'"), (frozen.Name, frozen.Channels, frozen.Reason));
    }

    [Fact]
    public void PoolingWithIndices_FreezesItsChannels_IfTheyAreRead()
    {
        var model = TinyModel.Input("x", 1, 3, 8, 8).Conv("conv", 8)
            .Node("MaxPool", "pool", ["conv"], ["pool.out", "pool.at"], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }))
            .Node("MaxUnpool", "unpool", ["pool", "pool.at"], ["unpool.out"], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }))
            .Shaped(1, 8, 8, 8).Output("y");

        var frozen = Assert.Single(GroupFinder.FindFrozen(Map(model)));

        Assert.Equal("is pooled with indices that count through all channels in MaxPool 'pool'", frozen.Reason);
    }

    [Theory]
    [InlineData(nameof(Zoo.Unrunnable.SplitGelu), "mm output 4")]
    [InlineData(nameof(Zoo.Unrunnable.SkipGroupNorm), "conv output 4")]
    [InlineData(nameof(Zoo.Unrunnable.GemmFastGelu), "gemm output 6")]
    [InlineData(nameof(Zoo.Unrunnable.BatchFirstLstm), "lstm output 6")]
    [InlineData(nameof(Zoo.Unrunnable.PackedKeysAndValues), "query output 3")]
    [InlineData(nameof(Zoo.Unrunnable.PackedQueries), "all output 3")]
    public void OperatorsThatTheCpuLacks_AreCutToShapesThatFit(string model, string groups)
    {
        var map = Map(Zoo.Unrunnable.Models[model]);
        var found = GroupFinder.Find(map);
        Assert.Equal(groups, string.Join(", ", found.Select(group => $"{group.Name} {group.Channels.Length}")));

        // The surgeon infers all shapes anew and throws where one does not fit.
        var removed = found.Select(group => group.Channels[1]).ToHashSet();
        var pruned = GraphSurgeon.Cut(map, channel => map.Sets.Touches(channel, removed));

        Assert.NotEqual(map.Model.Proto, pruned.Proto);
    }

    [Fact]
    public void KeptPlusRemoved_CoversEveryChannelOnce()
    {
        foreach (var (name, model) in Zoo.All)
        {
            var channels = Find(model()).SelectMany(group => group.Channels).ToList();
            Assert.True(channels.Count == channels.Distinct().Count(), name);
        }
    }

    private static AxisMap Map(ModelGraph model) => AxisMapper.Map(model, ShapeInference.Infer(model));

    private static List<ChannelGroup> Find(ModelGraph model) => [.. GroupFinder.Find(Map(model))];

    private static int Frozen(ModelGraph model, string node) =>
        GroupFinder.FindFrozen(Map(model)).Where(frozen => frozen.Name.StartsWith(node, StringComparison.Ordinal)).Sum(frozen => frozen.Channels);
}
