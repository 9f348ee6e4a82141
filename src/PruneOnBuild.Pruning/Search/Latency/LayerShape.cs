using System.Globalization;
using PruneOnBuild.Graph.Onnx;
using AttributeType = PruneOnBuild.Graph.Onnx.AttributeProto.Types.AttributeType;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>One layer as its kernel sees it: the operator with its attributes, and how much it reads. Weights' values make no difference.</summary>
/// <param name="Node">Attributes suit the operands.</param>
/// <param name="Operands">In the order of the node's inputs.</param>
internal sealed record LayerShape(NodeProto Node, IReadOnlyList<LayerOperand> Operands)
{
    /// <summary>Says all that the time depends on beside the machine: equal for equal layers of any model.</summary>
    public string Key
    {
        get
        {
            var attributes = Node.Attribute.OrderBy(attribute => attribute.Name, StringComparer.Ordinal).Select(Text);
            return $"{Node.Domain}:{Node.OpType}({string.Join(' ', attributes)}) {string.Join(' ', Operands)}";
        }
    }

    private static string Text(AttributeProto attribute) => $"{attribute.Name}=" + attribute.Type switch
    {
        AttributeType.Int => attribute.I.ToString(CultureInfo.InvariantCulture),
        AttributeType.Float => attribute.F.ToString(CultureInfo.InvariantCulture),
        AttributeType.Ints => string.Join(',', attribute.Ints),
        AttributeType.String => attribute.S.ToStringUtf8(),
        _ => attribute.ToString(),
    };
}
