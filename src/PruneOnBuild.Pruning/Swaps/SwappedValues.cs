using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;
using Extent = PruneOnBuild.Graph.Onnx.TensorShapeProto.Types.Dimension;

namespace PruneOnBuild.Pruning.Swaps;

/// <summary>Shapes of the sparse operators' outputs, written into the model: a runtime fuses what lies behind only where it knows them.</summary>
internal static class SwappedValues
{
    /// <param name="swapped">Changed.</param>
    /// <param name="before">The model whose nodes were replaced.</param>
    public static void Declare(ModelProto swapped, ModelGraph before, ShapeTable shapes, IEnumerable<NodeProto> replacements)
    {
        var made = swapped.Graph.Node.SelectMany(node => node.Output).ToHashSet();
        var declared = swapped.Graph.ValueInfo.Where(info => made.Contains(info.Name) || before.ProducerOf(info.Name) is null).ToList();
        var known = declared.Concat(swapped.Graph.Output).Select(info => info.Name).ToHashSet();
        declared.AddRange(replacements.Select(node => node.Output[0]).Where(value => !known.Contains(value))
            .Select(value => Info(value, shapes.Of(value))).OfType<ValueInfoProto>());
        swapped.Graph.ValueInfo.Clear();
        swapped.Graph.ValueInfo.AddRange(declared);
    }

    private static ValueInfoProto? Info(string value, TensorShape? shape)
    {
        if (shape is null)
        {
            return null;
        }

        var dims = shape.Dims.Select(dim => dim.IsKnown ? new Extent { DimValue = dim.Value }
            : dim.IsSymbolic ? new Extent { DimParam = dim.ToString() } : new Extent());
        return new ValueInfoProto
        {
            Name = value,
            Type = new TypeProto
            {
                TensorType = new TypeProto.Types.Tensor
                {
                    ElemType = (int)TensorProto.Types.DataType.Float,
                    Shape = new TensorShapeProto { Dim = { dims } },
                },
            },
        };
    }
}
