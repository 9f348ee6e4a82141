using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Graph.Structure;

/// <summary>Kahn's algorithm, taking the node that stands first in the file among those that are ready.</summary>
internal static class TopologicalOrder
{
    public static NodeProto[] Of(IReadOnlyList<NodeProto> nodes, Func<string, NodeProto?> producerOf, string path)
    {
        // By reference: NodeProto compares by content, and equal nodes are still two nodes.
        var position = new Dictionary<NodeProto, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < nodes.Count; i++) position.Add(nodes[i], i);

        var before = nodes.Select(node => Producers(node, producerOf).Select(producer => position[producer]).Distinct().ToArray()).ToArray();
        var after = new List<int>[nodes.Count];
        for (var i = 0; i < nodes.Count; i++) after[i] = [];
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var producer in before[i]) after[producer].Add(i);
        }

        var waitsFor = before.Select(producers => producers.Length).ToArray();
        var ready = new PriorityQueue<int, int>(Enumerable.Range(0, nodes.Count).Where(i => waitsFor[i] == 0).Select(i => (i, i)));
        var order = new List<NodeProto>(nodes.Count);
        while (ready.TryDequeue(out var next, out _))
        {
            order.Add(nodes[next]);
            foreach (var reader in after[next])
            {
                if (--waitsFor[reader] == 0) ready.Enqueue(reader, reader);
            }
        }

        if (order.Count == nodes.Count) return [.. order];
        throw ModelErrors.Cycle(path, [.. Cycle(before, waitsFor).Select(i => nodes[i].Describe())]);
    }

    private static IEnumerable<NodeProto> Producers(NodeProto node, Func<string, NodeProto?> producerOf) =>
        node.Input.Concat(Captures.Of(node)).Select(producerOf).OfType<NodeProto>();

    /// <summary>Walks back from a node that never got ready until one comes round again; the cycle in data-flow order.</summary>
    private static List<int> Cycle(int[][] before, int[] waitsFor)
    {
        var walk = new List<int>();
        var seen = new HashSet<int>();
        var current = Array.FindIndex(waitsFor, count => count > 0);
        while (seen.Add(current))
        {
            walk.Add(current);
            current = before[current].First(producer => waitsFor[producer] > 0);
        }
        List<int> cycle = [.. walk.Skip(walk.IndexOf(current)), current];
        cycle.Reverse();
        return cycle;
    }
}
