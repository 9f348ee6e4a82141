using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Pruning.Surgery;

/// <summary>Small edits that the format's versions do differently.</summary>
internal static class ModelEdits
{
    /// <summary>From this IR version on an initializer need not be listed among the graph's inputs.</summary>
    private const long InitializersStandAlone = 4;

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
