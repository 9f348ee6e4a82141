using System.Diagnostics;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Testing;
using Xunit.Abstractions;

namespace PruneOnBuild.Graph.Tests.Shapes;

public class LargeGraphTests(ITestOutputHelper output)
{
    /// <summary>
    /// Residual blocks with a dynamic batch; the median of three. Growth is asserted loosely: machines are noisy.
    /// </summary>
    [Fact]
    public void Time_GrowsAboutLinearlyWithNodes()
    {
        var (small, large) = (Build(5_000), Build(50_000));
        Median(small);
        var (few, many) = (Median(small), Median(large));
        output.WriteLine($"{small.Nodes.Count} nodes {few.TotalMilliseconds:F0} ms, {large.Nodes.Count} nodes {many.TotalMilliseconds:F0} ms");
        Assert.True(many < 60 * few, $"{many.TotalMilliseconds} ms for ten times the nodes of {few.TotalMilliseconds} ms");
    }

    private static ModelGraph Build(int nodes)
    {
        var model = TinyModel.Input("x", -1, 4, 8, 8).Weight("w", [4, 4, 1, 1]);
        for (var block = 0; block < nodes / 5; block++)
        {
            var skip = model.Current;
            model.Node("Conv", $"c{block}", [skip, "w"], [$"c{block}"]).Node("Relu", $"r{block}", [$"c{block}"], [$"r{block}"])
                .Node("Shape", $"s{block}", [$"r{block}"], [$"s{block}"])
                    .Node("Reshape", $"h{block}", [$"r{block}", $"s{block}"], [$"h{block}"])
                .Node("Add", $"a{block}", [$"h{block}", skip], [$"a{block}"]);
        }
        return model.Output("y");
    }

    private static TimeSpan Median(ModelGraph model) => Enumerable.Range(0, 3).Select(_ =>
    {
        var clock = Stopwatch.StartNew();
        var table = ShapeInference.Infer(model);
        Assert.Equal("Float[n,4,8,8]", table.Of("y")!.ToString());
        return clock.Elapsed;
    }).Order().ElementAt(1);
}
