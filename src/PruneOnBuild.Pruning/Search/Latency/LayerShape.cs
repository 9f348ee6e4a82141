using PruneOnBuild.Graph.Onnx;

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

    private static string Text(AttributeProto attribute)
    {
        var nameless = attribute.Clone();
        nameless.DocString = "";
        return nameless.ToString();
    }
}
