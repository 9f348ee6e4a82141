using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Pruning.Surgery;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Groups;

/// <summary>A rewrite says what the model says.</summary>
public sealed class CuttableFormTests
{
    public static TheoryData<string> Models => [.. Zoo.All.Keys, "normalised", "shuffled", "halved"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Outputs_AreEqualToRounding(string name)
    {
        var dense = name switch
        {
            "normalised" => TinyModel.Input("x", 2, 3, 9).Conv("conv1", 8, bias: false).BatchNorm("bn1").Relu().DepthwiseConv("conv2").BatchNorm("bn2").As("skip")
                .Conv("conv3", 8).BatchNorm("bn3").Add("skip").BatchNorm("bn4").Conv("last", 3).Output("y"),
            "shuffled" => TinyModel.Input("x", 2, 3, 4, 4).Conv("conv1", 8).Reshape(2, 2, 4, 4, 4).Transpose(0, 2, 1, 3, 4).Reshape(2, 8, 4, 4)
                .Conv("conv2", 4).Output("y"),
            "halved" => TinyModel.Input("x", 1, 3, 4, 4).Conv("conv1", 8).Reshape(4, 2, 16).Transpose(1, 0, 2).Reshape(2, 1, 4, 4, 4).As("halves")
                .Longs("one", 1).Node("Gather", "pick", ["halves", "one"], ["second"], ("axis", 0)).Shaped(1, 1, 4, 4, 4).Reshape(1, 4, 4, 4)
                .Conv("conv2", 4).Output("y"),
            _ => Zoo.All[name](),
        };

        var rewritten = CuttableForm.Of(dense, folds: true);

        if (!Zoo.All.ContainsKey(name))
        {
            Assert.True(rewritten.Nodes.Count < dense.Nodes.Count);
        }

        Assert.True(LawOfSurgery.Check(dense, rewritten).Error <= 1e-5);
    }
}
