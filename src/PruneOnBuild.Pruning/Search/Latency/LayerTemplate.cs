using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>A layer of the dense model whose time can be measured by itself, at any widths.</summary>
internal sealed class LayerTemplate
{
    private static readonly string[] Served = ["Conv", "ConvTranspose", "Gemm", "MatMul", "LSTM", "GRU", "RNN", "FusedConv", "FusedGemm", "FusedMatMul"];

    private readonly NodeProto _node;
    private readonly LayerOperand[] _operands;
    private readonly List<(int Operand, int Axis)> _places = [];
    private readonly List<int[]> _axes = [];

    private LayerTemplate(NodeProto node, LayerOperand[] operands) => (_node, _operands) = (node, operands);

    /// <summary>Channel arrays of all axes that a cut may shorten.</summary>
    public IReadOnlyList<int[]> Axes => _axes;

    /// <param name="shapes">The model's shapes with all extents that a run has.</param>
    /// <returns>Null: an operator or a type that is not timed by itself, or the extents are not known.</returns>
    public static LayerTemplate? Of(AxisMap map, ShapeTable shapes, NodeProto node)
    {
        if (!Served.Contains(node.OpType) || (node.OpType == "ConvTranspose" && node.Int("group", 1) != 1))
        {
            return null;
        }

        var operands = new LayerOperand[node.Input.Count];
        for (var i = 0; i < operands.Length; i++)
        {
            var name = node.Input[i];
            if (name.Length == 0)
            {
                operands[i] = new LayerOperand(false, null);
            }
            else if (shapes.Of(name) is { ElementType: DataType.Float, Numbers: { } dims } && dims.All(dim => dim > 0))
            {
                operands[i] = new LayerOperand(map.Model.Constant(name) is not null, dims);
            }
            else
            {
                return null;
            }
        }

        var template = new LayerTemplate(node, operands);
        template.FindAxes(map);
        return template;
    }

    /// <param name="kept">Lengths left of <see cref="Axes"/>, in their order.</param>
    public LayerShape At(int[] kept)
    {
        var operands = Array.ConvertAll(_operands, operand => operand with { Dims = (long[]?)operand.Dims?.Clone() });
        for (var i = 0; i < kept.Length; i++)
        {
            operands[_places[i].Operand].Dims![_places[i].Axis] = kept[i];
        }

        var node = _node.Clone();
        if (node.Has("group") && node.OpType is "Conv" or "FusedConv")
        {
            // ONNX Conv weight is [M, C/group, kernel...].
            node.SetInt("group", operands[0].Dims![1] / operands[1].Dims![1]);
        }
        else if (node.Has("hidden_size"))
        {
            // Recurrence weight is [directions, gates * hidden, hidden].
            node.SetInt("hidden_size", operands[2].Dims![2]);
        }

        return new LayerShape(node, operands);
    }

    private void FindAxes(AxisMap map)
    {
        for (var operand = 0; operand < _operands.Length; operand++)
        {
            for (var axis = 0; axis < (_operands[operand].Dims?.Length ?? 0); axis++)
            {
                if (map.Channels(_node.Input[operand], axis) is { } channels)
                {
                    _places.Add((operand, axis));
                    _axes.Add(channels);
                }
            }
        }
    }
}
