using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Runtime;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Pruning.Swaps;

/// <summary>One layer of a model with what its sparse operator would compute behind it, as a model of its own.</summary>
internal static class LayerAlone
{
    /// <returns>Null where a size that it reads is known only to a run.</returns>
    public static (ModelGraph Model, IReadOnlyDictionary<string, Tensor> Feeds)? Of(ModelGraph model, ShapeTable shapes, SwapLayer layer, SwapTail tail)
    {
        var graph = new GraphProto { Name = "layer", Output = { new ValueInfoProto { Name = tail.Output, Type = TypeOf([]) } } };
        graph.Node.Add(layer.Node.Clone());
        graph.Node.Add(tail.Nodes.Select(node => node.Clone()));
        var made = graph.Node.SelectMany(node => node.Output).ToHashSet();
        var feeds = new Dictionary<string, Tensor>();
        foreach (var value in graph.Node.SelectMany(node => node.Input).Where(value => value.Length > 0 && !made.Contains(value)).Distinct())
        {
            if (model.Constant(value) is { } constant)
            {
                var stored = constant.Clone();
                stored.Name = value;
                graph.Initializer.Add(stored);
            }
            else if (shapes.Of(value) is { ElementType: DataType.Float, Numbers: { } dims } && dims.All(dim => dim > 0))
            {
                graph.Input.Add(new ValueInfoProto { Name = value, Type = TypeOf(dims) });
                feeds[value] = Random(dims);
            }
            else
            {
                return null;
            }
        }

        graph.Output[0].Type.TensorType.Shape = null;
        var proto = new ModelProto { IrVersion = model.Proto.IrVersion, OpsetImport = { model.Proto.OpsetImport }, Graph = graph };
        return (new ModelGraph(proto, $"{model.Path}, layer {NodeNames.Of(layer.Node)}"), feeds);
    }

    private static TypeProto TypeOf(long[] dims) => new()
    {
        TensorType = new TypeProto.Types.Tensor
        {
            ElemType = (int)DataType.Float,
            Shape = new TensorShapeProto { Dim = { dims.Select(dim => new TensorShapeProto.Types.Dimension { DimValue = dim }) } },
        },
    };

    private static Tensor Random(long[] dims)
    {
        var random = new Random(1);
        var values = new float[dims.Aggregate(1L, (product, dim) => checked(product * dim))];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (random.NextSingle() * 2) - 1;
        }

        return Tensor.Of(values, dims);
    }
}
