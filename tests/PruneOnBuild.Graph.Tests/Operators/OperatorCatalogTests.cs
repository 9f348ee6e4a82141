using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Operators;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Graph.Tests.Operators;

public class OperatorCatalogTests
{
    [Fact]
    public void EveryFamily_IsAFileOfItsName()
    {
        var folder = Path.Combine(Repository.Root, "src", "PruneOnBuild.Graph", "Operators");
        var files = Directory.EnumerateFiles(folder, "*.cs").Where(file => File.ReadAllText(file).Contains(" : Operator\n", StringComparison.Ordinal))
            .Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(files.Order(), OperatorCatalog.All.Select(family => family.GetType().Name).Order());
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
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            foreach (var type in OperatorCatalog.All.SelectMany(family => family.Types))
            {
                var node = HostileNodes.Next(random, type);
                var model = node.Build(outputs: 3);
                var error = Record.Exception(() => AxisMapper.Map(model, ShapeInference.Infer(model)));
                Assert.True(error is null or Policy.Diagnostics.PruneOnBuildException, $"seed {seed}: {node}: {error}");
            }
        }
    }

    /// <summary>A file may ask for any size; following each index would take more memory than there is.</summary>
    [Fact]
    public void HugeSizes_GetNoChannels()
    {
        const int Huge = int.MaxValue - 9;
        NodeModel[] nodes =
        [
            NodeModel.Of("ConstantOfShape").Longs(Huge),
            NodeModel.Of("Expand").Floats(1).Longs(Huge),
            NodeModel.Of("Pad").Floats(1, 2).Longs(0, Huge),
            NodeModel.Of("Pad").Floats(1, 2).Longs(-Huge, 0),
            NodeModel.Of("Tile").Floats(new float[1 << 10]).Longs(short.MaxValue),
            NodeModel.Of("Identity").Constant(TensorWriter.Create("", [Huge, 0], ReadOnlySpan<float>.Empty)),
        ];

        Assert.All(nodes, node =>
        {
            var model = node.Build();
            Assert.Null(AxisMapper.Map(model, ShapeInference.Infer(model)).Channels("y0", 0));
        });
    }
}
