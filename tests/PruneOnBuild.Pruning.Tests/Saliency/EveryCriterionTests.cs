using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Tests.Calibration;

namespace PruneOnBuild.Pruning.Tests.Saliency;

/// <summary>Every criterion goes with every model and with recovery.</summary>
public sealed class EveryCriterionTests
{
    public static TheoryData<string, Criterion> Cases()
    {
        var cases = new TheoryData<string, Criterion>();
        foreach (var name in Zoo.All.Keys)
        {
            foreach (var criterion in Enum.GetValues<Criterion>())
            {
                cases.Add(name, criterion);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Prunes_AndRepairs(string name, Criterion criterion)
    {
        var model = Zoo.All[name]();
        if (RandomSamples.For(model, 12) is not { } samples)
        {
            return;
        }

        var result = Prune.Calibrated(model, new Goal(GoalKind.Ratio, 0.3), samples, criterion);

        Assert.True(result.Law.Holds);
        Assert.All(result.Plan.Groups, group => Assert.InRange(group.Kept.Length, 1, group.Channels));
    }

    [Theory]
    [InlineData(Criterion.Activation)]
    [InlineData(Criterion.Random)]
    public void SparseTargets_RefuseCriteriaOfChannels(Criterion criterion)
    {
        var error = Assert.Throws<PruneOnBuildException>(() =>
            Prune.Sparse(Zoo.PlainChain(), 0.5, new SparsityPattern.Unstructured(), criterion));

        Assert.Equal("POB3002", Assert.Single(error.Diagnostics).Code);
    }
}
