using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Graph.Structure;

/// <summary>Every tensor that a model stores, wherever it is: initializers, attributes, subgraphs, functions, training.</summary>
internal static class ModelTensors
{
    /// <summary>In a fixed order. Nesting is as deep as the parser lets it be: 100 messages.</summary>
    public static IEnumerable<TensorProto> In(ModelProto model)
    {
        var training = model.TrainingInfo.SelectMany(info => new[] { info.Initialization, info.Algorithm });
        return training.Prepend(model.Graph).OfType<GraphProto>().SelectMany(In)
            .Concat(model.Functions.SelectMany(function => function.Node).SelectMany(In))
            .Concat(model.Functions.SelectMany(function => function.AttributeProto).SelectMany(In));
    }

    private static IEnumerable<TensorProto> In(GraphProto graph) =>
        graph.Initializer
            .Concat(graph.SparseInitializer.SelectMany(In))
            .Concat(graph.Node.SelectMany(In));

    private static IEnumerable<TensorProto> In(NodeProto node) => node.Attribute.SelectMany(In);

    private static IEnumerable<TensorProto> In(AttributeProto attribute) =>
        Some(attribute.T).Concat(attribute.Tensors)
            .Concat(Some(attribute.SparseTensor).Concat(attribute.SparseTensors).SelectMany(In))
            .Concat(Some(attribute.G).Concat(attribute.Graphs).SelectMany(In));

    private static IEnumerable<TensorProto> In(SparseTensorProto sparse) => Some(sparse.Values).Concat(Some(sparse.Indices));

    private static IEnumerable<T> Some<T>(T? item)
        where T : class => item is null ? [] : [item];
}
