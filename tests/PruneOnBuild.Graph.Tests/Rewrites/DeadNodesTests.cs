using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Graph.Tests.Rewrites;

/// <summary>What a rewrite leaves without readers goes; what never had one stays.</summary>
public sealed class DeadNodesTests
{
    /// <summary>A chain, and beside it a node and a weight that nobody reads.</summary>
    private static readonly ModelGraph s_model = TinyModel.Input("x", 1, 3, 4, 4).Weight("unread", [2, 2]).Conv("conv1", 4).Relu().As("act")
        .Conv("aside", 2).From("act").Conv("conv2", 4).Relu().Conv("conv3", 2).Output("y");

    [Fact]
    public void NothingRewritten_NothingGoes()
    {
        var proto = s_model.Proto.Clone();
        CuttableForm.TidyUp(proto, s_model);
        Assert.Equal(s_model.Proto, proto);
    }

    [Fact]
    public void NodesThatLostTheirReaders_GoWithTheirWeights_OthersStay()
    {
        var proto = s_model.Proto.Clone();
        proto.Graph.Node.Single(node => node.Name == "conv3").Input[0] = "relu1.out";

        CuttableForm.TidyUp(proto, s_model);

        Assert.Equal(["conv1", "relu1", "aside", "conv3"], proto.Graph.Node.Select(node => node.Name));
        Assert.Contains("unread", proto.Graph.Initializer.Select(tensor => tensor.Name));
        Assert.Contains("aside.weight", proto.Graph.Initializer.Select(tensor => tensor.Name));
        Assert.DoesNotContain("conv2.weight", proto.Graph.Initializer.Select(tensor => tensor.Name));
    }

    [Fact]
    public void WhatFeedsOnlyAnUnreadNode_Stays()
    {
        var proto = s_model.Proto.Clone();
        proto.Graph.Node.Single(node => node.Name == "conv2").Input[0] = "x";

        CuttableForm.TidyUp(proto, s_model);

        Assert.Equal(["conv1", "relu1", "aside"], proto.Graph.Node.Take(3).Select(node => node.Name));
    }
}
