using PruneOnBuild.Graph.Operators;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Graph.Tests.Operators;

public class OperatorCatalogTests
{
    [Fact]
    public void EveryFamily_IsInTheCatalogOnce()
    {
        var families = typeof(Operator).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Operator)) && !type.IsAbstract);

        var listed = OperatorCatalog.All.Select(family => family.GetType().Name);
        Assert.Equal(families.Select(type => type.Name).Order(), listed.Order());
    }

    [Fact]
    public void EveryType_BelongsToOneFamily()
    {
        var types = OperatorCatalog.All.SelectMany(family => family.Types).ToArray();

        Assert.Equal(types.Distinct(), types);
    }

    [Fact]
    public void Find_KnowsBothNamesOfTheStandardDomain_AndKeepsDomainsApart()
    {
        Assert.Same(OperatorCatalog.Find("", "Conv"), OperatorCatalog.Find("ai.onnx", "Conv"));
        Assert.NotNull(OperatorCatalog.Find("com.microsoft", "FusedConv"));
        Assert.Null(OperatorCatalog.Find("", "FusedConv"));
        Assert.Null(OperatorCatalog.Find("com.microsoft", "Conv"));
    }

    /// <summary>
    /// Operators meet any rank, any number of inputs and any attribute in files; they must answer or say nothing.
    /// </summary>
    [Fact]
    public void NoFamily_ThrowsWhateverTheNodeHolds()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            foreach (var type in OperatorCatalog.All.SelectMany(family => family.Types))
            {
                var node = HostileNodes.Next(random, type);
                var error = Record.Exception(() => ShapeInference.Infer(node.Build(outputs: 3)));
                Assert.True(error is null or Policy.Diagnostics.PruneOnBuildException, $"seed {seed}: {node}: {error}");
            }
        }
    }
}
