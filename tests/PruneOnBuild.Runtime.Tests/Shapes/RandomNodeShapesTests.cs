using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Policy.Diagnostics;
using Xunit.Abstractions;

namespace PruneOnBuild.Runtime.Tests.Shapes;

/// <summary>Random nodes: where ONNX Runtime runs one, inference knows the very shapes it makes.</summary>
public class RandomNodeShapesTests(ITestOutputHelper output)
{
    private const int PerFamily = 40;

    public static TheoryData<string> Families => [.. RandomNodes.Families];

    [Theory]
    [MemberData(nameof(Families))]
    public void InferredShapes_AreThoseThatTheRuntimeComputes(string family)
    {
        var (ran, refused, wrong) = (0, 0, new List<string>());
        for (var seed = 0; seed < PerFamily; seed++)
        {
            var (node, outputs) = new RandomNodes(new Random(seed)).Next(family);
            var model = node.Build(outputs);
            ObservedShapes observed;
            try
            {
                observed = ObservedShapes.Of(model, 1);
            }
            catch (PruneOnBuildException)
            {
                refused++;
                continue;
            }
            ran++;
            var (contradictions, unknown) = observed.Compare(ShapeInference.Infer(model));
            wrong.AddRange(contradictions.Select(text => $"seed {seed}: {node}: {text}"));
            if (family != "NonZero")
                wrong.AddRange(unknown.Select(name => $"seed {seed}: {node}: {name} is {observed.Values[name]}, inferred nothing"));
        }
        output.WriteLine($"{family}: {ran} nodes ran, {refused} refused by the runtime");
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.True(ran > 0, "the runtime refused every node");
    }
}
