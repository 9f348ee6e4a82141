using FsCheck;
using FsCheck.Fluent;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Surgery;
using PruneOnBuild.RandomGraphs;
using PruneOnBuild.RandomGraphs.Laws;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Surgery;

/// <summary>The laws of surgery over random graphs of all operator families; <c>PruneOnBuild.Benchmarks laws</c> runs thousands more.</summary>
public sealed class RandomGraphTests
{
    private const int Graphs = 200;
    private const ulong BaseSeed = 20260101;

    [Fact]
    public void RandomPlan_GivesWhatTheMaskedModelGives() =>
        Prop.ForAll(Arbitraries.Recipes(), recipe =>
        {
            var outcome = RandomGraphLaw.Check(recipe, triesWrongCut: false);
            Assert.True(outcome.Violation is null, outcome.Describe());
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Graphs).WithReplay(BaseSeed, 1));

    [Fact]
    public void GraphsThatFailedOnce_HoldToday() =>
        Assert.All(FailedOnce.Recipes, kept =>
        {
            var outcome = RandomGraphLaw.Check(Recipe.Parse(kept.Recipe));
            Assert.True(outcome.Violation is null, $"{kept.What}\n{outcome.Describe()}");
        });

    /// <summary>A witness that cannot fail would vouch for anything.</summary>
    [Fact]
    public void Witness_CanFail()
    {
        var outcomes = Enumerable.Range(1, Graphs / 2).Select(seed => RandomGraphLaw.Check(Recipe.Of(seed))).ToArray();

        var refused = outcomes.Where(outcome => outcome.Refusal is not null).Select(outcome => $"{outcome.Refusal}\n{outcome.Describe()}").ToArray();
        var tried = outcomes.Where(outcome => outcome.NoticesTheWrongCut is not null).ToArray();
        Assert.True(refused.Length <= Graphs / 100, string.Join('\n', refused));
        Assert.InRange(outcomes.Count(outcome => outcome.ChannelsCut > 0), Graphs / 4, Graphs / 2);
        Assert.InRange(outcomes.Count(outcome => outcome.Varies), 9 * Graphs / 20, Graphs / 2);
        Assert.InRange(tried.Count(outcome => outcome.NoticesTheWrongCut == true), 0.85 * tried.Length, tried.Length);
    }

    [Fact]
    public void EqualSeeds_GiveEqualBytes()
    {
        var bytes = Enumerable.Range(1, 20).Select(seed => Bytes(Recipe.Of(seed))).ToArray();

        Assert.Equal(bytes, Enumerable.Range(1, 20).Select(seed => Bytes(Recipe.Of(seed))));
        Assert.Equal(bytes, Enumerable.Range(1, 20).Select(seed => Bytes(Recipe.Parse(Recipe.Of(seed).ToString()))));
        Assert.Distinct(bytes);
    }

    [Fact]
    public void PrunedModel_IsTheSameAfterItWasWrittenAndRead()
    {
        using var folder = new TemporaryFolder();
        foreach (var seed in Enumerable.Range(1, 4))
        {
            var dense = RandomGraph.Build(Recipe.Of(seed));
            var map = AxisMapper.Map(dense, ShapeInference.Infer(dense));
            var removed = GroupFinder.Find(map).Where(group => group.Channels.Length > 1).Select(group => group.Channels[0]).ToHashSet();
            var pruned = GraphSurgeon.Cut(map, RandomPlan.Removal(map, removed));

            OnnxWriter.Write(pruned, folder.File("once.onnx"));
            OnnxWriter.Write(OnnxReader.Read(folder.File("once.onnx")), folder.File("twice.onnx"));

            Assert.Equal(pruned.Proto, OnnxReader.Read(folder.File("twice.onnx")).Proto);
            Assert.Equal(File.ReadAllBytes(folder.File("once.onnx")), File.ReadAllBytes(folder.File("twice.onnx")));
        }
    }

    private static string Bytes(Recipe recipe) => Convert.ToBase64String(OnnxWriter.ToBytes(RandomGraph.Build(recipe).Proto, "random.onnx"));
}
