using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Pruning.Tests.Sparsity;

/// <summary>Zeros by magnitude, within a pattern.</summary>
public sealed class SparsityTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Global_ZeroesExactlyTheSmallestWeightsOfAllLayers(double sparsity)
    {
        var dense = Zoo.ResidualPair();
        var result = Prune.Sparse(dense, sparsity, new SparsityPattern.Unstructured());

        var before = Weights(dense, result);
        var after = Weights(result.Pruned, result);
        var expected = (int)Math.Round(sparsity * before.Length);
        Assert.Equal(expected, after.Count(value => value == 0));
        var largestRemoved = before.Zip(after).Where(pair => pair.Second == 0).Max(pair => Math.Abs(pair.First));
        var smallestKept = after.Where(value => value != 0).Min(Math.Abs);
        Assert.True(largestRemoved <= smallestKept);
        Assert.All(before.Zip(after).Where(pair => pair.Second != 0), pair => Assert.Equal(pair.First, pair.Second));
    }

    [Fact]
    public void Layer_GivesEveryWeightTheSameShare()
    {
        var result = Prune.Sparse(Zoo.DenseStack(), 0.75, new SparsityPattern.Unstructured(), Allocation.Layer);
        Assert.All(result.Plan.Tensors, tensor => Assert.Equal(0.75, tensor.Sparsity, 0.51 / tensor.Weights));
    }

    [Fact]
    public void TwoOfFour_KeepsTheTwoLargestOfEveryFourInputChannels()
    {
        var dense = Zoo.PlainChain();
        var result = Prune.Sparse(dense, 0.5, new SparsityPattern.NOfM(2, 4));

        // conv2.weight is [4, 8, 1, 1]; conv1 has 3 input channels and stays dense.
        var (before, after) = (Floats(dense, "conv2.weight"), Floats(result.Pruned, "conv2.weight"));
        for (var four = 0; four < after.Length; four += 4)
        {
            var wanted = before.Skip(four).Take(4).OrderByDescending(Math.Abs).Take(2).ToHashSet();
            Assert.Equal(wanted, after.Skip(four).Take(4).Where(value => value != 0).ToHashSet());
        }

        Assert.Equal(Floats(dense, "conv1.weight"), Floats(result.Pruned, "conv1.weight"));
        Assert.Contains(result.Plan.Frozen, frozen => frozen.Name == "conv1");
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.25)]
    [InlineData(0.45)]
    public void TwoOfFour_WithALowerGoal_IsTakenByAsManyLayersAsTheGoalNeeds(double sparsity)
    {
        // stem has 3 input channels and cannot take it; branch1, branch2 and head can.
        var result = Prune.Sparse(Zoo.ResidualPair(), sparsity, new SparsityPattern.NOfM(2, 4));

        var able = result.Plan.Tensors.Where(tensor => tensor.Node != "stem").ToList();
        var (zeros, weights) = (able.Sum(tensor => tensor.Zeros), able.Sum(tensor => tensor.Weights));
        Assert.All(result.Plan.Tensors, tensor => Assert.True(tensor.Sparsity is 0 or 0.5));
        Assert.True(zeros >= sparsity * weights);
        Assert.All(able.Where(tensor => tensor.Zeros > 0), tensor => Assert.True(zeros - tensor.Zeros < sparsity * weights));
        Assert.Equal(
            able.Count(tensor => tensor.Zeros == 0), result.Plan.Frozen.Count(frozen => frozen.Reason == "stays dense: the goal is met without it"));
    }

    [Fact]
    public void TwoOfFour_WithGoalZero_IsTheDenseModel()
    {
        var dense = Zoo.DenseStack();
        var result = Prune.Sparse(dense, 0, new SparsityPattern.NOfM(2, 4));
        Assert.All(result.Plan.Tensors, tensor => Assert.Equal(0, tensor.Zeros));
        Assert.Equal(dense.Proto, result.Pruned.Proto);
    }

    [Fact]
    public void Blocks_GoWhole()
    {
        var result = Prune.Sparse(Zoo.DenseStack(), 0.5, new SparsityPattern.Block(4, 1), Allocation.Global, "fc3");

        // fc1.weight is [16, 12]: four rows of one column are one block.
        var values = Floats(result.Pruned, "fc1.weight");
        for (var row = 0; row < 16; row += 4)
        {
            for (var column = 0; column < 12; column++)
            {
                var block = Enumerable.Range(row, 4).Select(r => values[(r * 12) + column] == 0).Distinct();
                Assert.Single(block);
            }
        }
    }

    [Fact]
    public void Keep_LeavesALayerDense()
    {
        var result = Prune.Sparse(Zoo.DenseStack(), 0.9, new SparsityPattern.Unstructured(), Allocation.Global, "fc2");
        Assert.DoesNotContain(0f, Floats(result.Pruned, "fc2.weight"));
    }

    [Fact]
    public void PackedSize_IsAMaskAndTheValuesThatRemain()
    {
        var result = Prune.Sparse(Zoo.DenseStack(), 0.75, new SparsityPattern.Unstructured(), Allocation.Layer);
        var fc1 = result.Plan.Tensors.Single(tensor => tensor.Name == "fc1.weight");
        Assert.Equal((16 * 12 / 8) + ((fc1.Weights - fc1.Zeros) * 4), fc1.PackedBytes);
    }

    [Fact]
    public void Rejects_GoalThatThePatternContradicts()
    {
        var error = Assert.Throws<PruneOnBuildException>(() => Prune.Sparse(Zoo.DenseStack(), 0.8, new SparsityPattern.NOfM(2, 4)));
        Assert.Equal("POB3009", Assert.Single(error.Diagnostics).Code);
    }

    [Fact]
    public void EqualInputs_GiveEqualBytes()
    {
        var (one, two) = (Prune.Sparse(Zoo.ResidualPair(), 0.5, new SparsityPattern.Unstructured()), Prune.Sparse(Zoo.ResidualPair(), 0.5, new SparsityPattern.Unstructured()));
        Assert.Equal(one.Pruned.Proto, two.Pruned.Proto);
    }

    private static float[] Weights(ModelGraph model, PruneResult result) =>
        [.. result.Plan.Tensors.SelectMany(tensor => Floats(model, tensor.Name))];

    private static float[] Floats(ModelGraph model, string name) => TensorReader.Floats(model.Constant(name)!);
}
