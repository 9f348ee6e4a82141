using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.RandomGraphs.Blocks;

namespace PruneOnBuild.RandomGraphs;

/// <summary>Builds the graph of a recipe: one or two inputs, the blocks, and a layer in front of every output.</summary>
public static class RandomGraph
{
    public static ModelGraph Build(Recipe recipe)
    {
        var dice = new Dice(recipe.Start);
        var graph = new GraphBuilder(GraphStyle.Of(dice)) { Dice = dice };
        graph.Put(Input(graph));
        if (dice.Chance(25)) graph.Put(Input(graph));
        foreach (var step in recipe.Steps)
        {
            graph.Dice = new Dice(step.Seed);
            BlockCatalog.Of(step.Block)(graph);
        }

        // Each end draws for itself, so that leaving out a block changes as little as may be elsewhere.
        foreach (var flow in graph.Flows)
        {
            graph.Dice = new Dice(recipe.Start + flow.Rank + flow.Channels);
            End(graph, flow);
        }

        if (graph.Style.ListsInitializers) ListInitializers(graph.Graph);
        return new ModelGraph(graph.Model, "random.onnx");
    }

    private static Flow Input(GraphBuilder graph)
    {
        var dice = graph.Dice;
        var batch = graph.Style.OpenBatch ? 1 : dice.Range(1, 2);
        long channels = dice.Range(2, 6);
        return dice.Below(10) switch
        {
            0 => graph.Input([batch, channels], 1),
            1 => graph.Input([batch, channels, dice.Range(4, 8)], 1),
            2 or 3 or 4 => graph.Input([batch, dice.Range(3, 8), channels], 2),
            5 => graph.Input([batch, channels, dice.Range(2, 4), dice.Range(2, 4), dice.Range(2, 4)], 1),
            _ => graph.Input([batch, channels, dice.Range(4, 8), dice.Range(4, 8)], 1),
        };
    }

    /// <summary>A value as it is would freeze its channels, so most ends read it with a layer.</summary>
    private static void End(GraphBuilder graph, Flow flow)
    {
        var isInput = graph.Graph.Input.Any(input => input.Name == flow.Name);
        graph.Output(!isInput && graph.Dice.Chance(12) ? flow.Name : Layers.Any(graph, flow, graph.Dice.Range(1, 5)).Name);
    }

    private static void ListInitializers(GraphProto graph)
    {
        foreach (var tensor in graph.Initializer)
        {
            var shape = new TensorShapeProto();
            shape.Dim.AddRange(tensor.Dims.Select(dim => new TensorShapeProto.Types.Dimension { DimValue = dim }));
            graph.Input.Add(new ValueInfoProto { Name = tensor.Name, Type = new() { TensorType = new() { ElemType = tensor.DataType, Shape = shape } } });
        }
    }
}
