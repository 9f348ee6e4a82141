using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Pruning.Search.Latency;
using PruneOnBuild.Runtime;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace PruneOnBuild.Pruning.Swaps;

/// <summary>One layer of a model with what its sparse operator would compute behind it, as a model of its own.</summary>
internal static class LayerAlone
{
    /// <returns>Null where a size that it reads is known only to a run.</returns>
    public static (ModelGraph Model, IReadOnlyDictionary<string, Tensor> Feeds)? Of(ModelGraph model, ShapeTable shapes, SwapLayer layer, SwapTail tail)
    {
        var graph = new GraphProto { Name = "layer", Output = { LayerModel.Info(tail.Output, null) } };
        graph.Node.Add(layer.Node.Clone());
        graph.Node.Add(tail.Nodes.Select(node => node.Clone()));
        var made = graph.Node.SelectMany(node => node.Output).ToHashSet();
        var inputs = new List<TensorSpec>();
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
                graph.Input.Add(LayerModel.Info(value, dims));
                inputs.Add(new TensorSpec(value, TensorElementType.Float, [.. dims], [.. dims.Select(_ => "")]));
            }
            else
            {
                return null;
            }
        }

        var proto = new ModelProto { IrVersion = model.Proto.IrVersion, OpsetImport = { model.Proto.OpsetImport }, Graph = graph };
        return (new ModelGraph(proto, $"{model.Path}, layer {NodeNames.Of(layer.Node)}"), RandomInputs.For(inputs, seed: 1));
    }
}
