using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Pruning.Tests.Sparsity.Obs;

/// <summary>Second-order zeros and the re-fit of what remains.</summary>
public sealed class ObsSparsityTests
{
    private static readonly SparsityPattern s_unstructured = new SparsityPattern.Unstructured();

    [Fact]
    public void ObsAndARefit_LoseLessThanMagnitude_OnUnseenSamples()
    {
        var magnitude = Calibrated.Loss(Calibrated.Run(0.7, s_unstructured, Criterion.L2, Policy.Recovery.None));
        var refitted = Calibrated.Loss(Calibrated.Run(0.7, s_unstructured, Criterion.L2));
        var obs = Calibrated.Loss(Calibrated.Run(0.7, s_unstructured));

        Assert.True(refitted < magnitude, $"{refitted} with a re-fit, {magnitude} without");
        Assert.True(obs < refitted, $"{obs} by obs, {refitted} by magnitude");
    }

    [Fact]
    public void Layer_GivesEveryWeightTheSameShare()
    {
        var result = Calibrated.Run(0.75, s_unstructured);
        Assert.All(result.Plan.Tensors, tensor => Assert.Equal(0.75, tensor.Sparsity, 0.51 / tensor.Weights));
    }

    [Fact]
    public void Global_ReachesTheGoalAndEmptiesNoLayer()
    {
        var result = Calibrated.Run(0.8, s_unstructured, allocation: Allocation.Global);
        var (zeros, weights) = (result.Plan.Tensors.Sum(tensor => tensor.Zeros), result.Plan.Tensors.Sum(tensor => tensor.Weights));
        Assert.Equal(0.8, (double)zeros / weights, 0.51 * result.Plan.Tensors.Length / weights);
        Assert.All(result.Plan.Tensors, tensor => Assert.True(tensor.Zeros < tensor.Weights));
        Assert.True(result.Plan.Tensors.Select(tensor => Math.Round(tensor.Sparsity, 2)).Distinct().Count() > 1);
    }

    [Fact]
    public void TwoOfFour_LeavesTwoOfEveryFourInputChannels()
    {
        var result = Calibrated.Run(0.5, new SparsityPattern.NOfM(2, 4), allocation: Allocation.Global);

        // branch2.weight is [8, 12, 3, 3].
        var values = Floats(result.Pruned, "branch2.weight");
        for (var output = 0; output < 8; output++)
        {
            for (var four = 0; four < 12; four += 4)
            {
                for (var position = 0; position < 9; position++)
                {
                    Assert.Equal(2, Enumerable.Range(four, 4).Count(input => values[(((output * 12) + input) * 9) + position] == 0));
                }
            }
        }
    }

    [Theory]
    [InlineData(Criterion.Obs)]
    [InlineData(Criterion.L2)]
    public void TwoOfFour_WithALowerGoal_IsTakenByTheLayersThatCostLeast(Criterion criterion)
    {
        PruneResult Run(double sparsity) => Calibrated.Run(sparsity, new SparsityPattern.NOfM(2, 4), criterion, allocation: Allocation.Global);

        var (some, all) = (Run(0.2), Run(0.5));
        var (zeros, weights) = (some.Plan.Tensors.Sum(tensor => tensor.Zeros), some.Plan.Tensors.Sum(tensor => tensor.Weights));
        Assert.All(some.Plan.Tensors, tensor => Assert.Contains(tensor.Sparsity, new[] { 0, 0.5 }));
        Assert.True(zeros >= 0.2 * weights);
        Assert.All(some.Plan.Tensors.Where(tensor => tensor.Zeros > 0), tensor => Assert.True(zeros - tensor.Zeros < 0.2 * weights));
        Assert.NotEmpty(some.Plan.Frozen);
        Assert.Empty(all.Plan.Frozen);
        Assert.True(Calibrated.Loss(some) < Calibrated.Loss(all));
    }

    [Fact]
    public void Blocks_GoWhole()
    {
        var result = Calibrated.Run(0.5, new SparsityPattern.Block(4, 1));

        // branch1.weight is [12, 8, 3, 3]: four outputs at one input and kernel position are one block.
        var values = Floats(result.Pruned, "branch1.weight");
        for (var row = 0; row < 12; row += 4)
        {
            for (var place = 0; place < 72; place++)
            {
                Assert.Single(Enumerable.Range(row, 4).Select(output => values[(output * 72) + place] == 0).Distinct());
            }
        }
    }

    [Fact]
    public void WithoutRecovery_WhatRemainsKeepsItsBits()
    {
        var (dense, result) = (Calibrated.Model(), Calibrated.Run(0.5, s_unstructured, recovery: Policy.Recovery.None));
        foreach (var tensor in result.Plan.Tensors)
        {
            Assert.All(
                Floats(dense, tensor.Name).Zip(Floats(result.Pruned, tensor.Name)).Where(pair => pair.Second != 0),
                pair => Assert.Equal(pair.First, pair.Second));
        }
    }

    [Fact]
    public void Keep_LeavesALayerDense()
    {
        var result = Calibrated.Run(0.9, s_unstructured, keep: "branch1");
        Assert.DoesNotContain(0f, Floats(result.Pruned, "branch1.weight"));
    }

    [Fact]
    public void EqualInputs_GiveEqualBytes()
    {
        var (one, two) = (Calibrated.Run(0.6, s_unstructured, allocation: Allocation.Global), Calibrated.Run(0.6, s_unstructured, allocation: Allocation.Global));
        Assert.Equal(one.Pruned.Proto, two.Pruned.Proto);
    }

    private static float[] Floats(ModelGraph model, string name) => TensorReader.Floats(model.Constant(name)!);
}
