using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Graph.Rewrites;

/// <summary>Small edits that the format's versions do differently.</summary>
public static class ModelEdits
{
    /// <summary>From this IR version on an initializer need not be listed among the graph's inputs.</summary>
    private const long InitializersStandAlone = 4;

    /// <summary>Each node of a graph with its copy in a clone that has not been edited yet. By reference: equal nodes are still two nodes.</summary>
    public static IReadOnlyDictionary<NodeProto, NodeProto> CopiesOf(GraphProto graph, GraphProto clone)
    {
        var copies = new Dictionary<NodeProto, NodeProto>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < graph.Node.Count; i++)
        {
            copies.Add(graph.Node[i], clone.Node[i]);
        }

        return copies;
    }

    /// <summary>Also where they are listed among the graph's inputs.</summary>
    public static void RemoveInitializers(ModelProto model, IReadOnlySet<string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        var tensors = model.Graph.Initializer.Where(tensor => !names.Contains(tensor.Name)).ToList();
        var inputs = model.Graph.Input.Where(input => !names.Contains(input.Name)).ToList();
        model.Graph.Initializer.Clear();
        model.Graph.Initializer.AddRange(tensors);
        model.Graph.Input.Clear();
        model.Graph.Input.AddRange(inputs);
    }

    public static void AddInitializer(ModelProto model, TensorProto tensor)
    {
        model.Graph.Initializer.Add(tensor);
        if (model.IrVersion >= InitializersStandAlone)
        {
            return;
        }

        var shape = new TensorShapeProto();
        shape.Dim.AddRange(tensor.Dims.Select(dim => new TensorShapeProto.Types.Dimension { DimValue = dim }));
        model.Graph.Input.Add(new ValueInfoProto
        {
            Name = tensor.Name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = tensor.DataType, Shape = shape } },
        });
    }
}
