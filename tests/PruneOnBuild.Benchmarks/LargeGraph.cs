using PruneOnBuild.Graph;

namespace PruneOnBuild.Benchmarks;

/// <summary>
/// A graph of a given number of nodes, in the mix of a vision model: residual convolution blocks with BatchNormalization and Relu,
/// concatenations, splits, and attention over places; 16 to 64 channels that change from stage to stage.
/// </summary>
internal static class LargeGraph
{
    private const int Space = 8;
    private const int BlocksPerStage = 6;
    private static readonly int[] Widths = [16, 32, 48, 64];

    /// <summary>Ends at the first block that reaches the number.</summary>
    public static ModelGraph Build(int nodes)
    {
        var graph = new PlainGraph();
        var x = graph.Input(Widths[0], Space);
        for (var block = 0; graph.Nodes < nodes; block++)
        {
            var width = Widths[block / BlocksPerStage % Widths.Length];
            if (width != graph.Channels(x)) x = graph.Relu(graph.Norm(graph.Conv(x, width, 1)));
            x = (block % 6) switch
            {
                2 => Concat(graph, x),
                4 => Split(graph, x),
                5 => Attention(graph, x),
                _ => Residual(graph, x),
            };
        }

        return graph.Output(graph.Conv(x, 10, 1));
    }

    private static string Residual(PlainGraph graph, string x)
    {
        var branch = graph.Relu(graph.Norm(graph.Conv(x, graph.Channels(x), 3)));
        return graph.Relu(graph.Add(x, graph.Norm(graph.Conv(branch, graph.Channels(x), 3))));
    }

    private static string Concat(PlainGraph graph, string x)
    {
        var width = graph.Channels(x);
        var parts = new[] { x, graph.Relu(graph.Conv(x, width / 2, 1)), graph.Relu(graph.Conv(x, width / 2, 3)) };
        return graph.Relu(graph.Norm(graph.Conv(graph.Concat(parts), width, 1)));
    }

    private static string Split(PlainGraph graph, string x)
    {
        var parts = graph.Halves(x);
        return graph.Concat([parts[0], graph.Relu(graph.Norm(graph.Conv(parts[1], graph.Channels(parts[1]), 3)))]);
    }

    private static string Attention(PlainGraph graph, string x)
    {
        var (width, heads) = (graph.Channels(x), 4);
        var tokens = graph.ToTokens(x);
        var (query, key, value) = (graph.Heads(graph.Product(tokens, width), heads, 0, 2, 1, 3),
            graph.Heads(graph.Product(tokens, width), heads, 0, 2, 3, 1), graph.Heads(graph.Product(tokens, width), heads, 0, 2, 1, 3));
        return graph.Add(x, graph.ToImage(graph.Product(graph.Attend(query, key, value, width), width), width, Space));
    }
}
