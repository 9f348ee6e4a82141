using Google.Protobuf;
using PruneOnBuild.Graph.Onnx;
using AttributeType = PruneOnBuild.Graph.Onnx.AttributeProto.Types.AttributeType;

#pragma warning disable CA1720 // Int, Float and String are the format's own words for the types of attributes.

namespace PruneOnBuild.Graph;

/// <summary>A node's attributes by name. Readers give the fallback where the attribute is absent; setters add it or replace its value.</summary>
public static class NodeAttributes
{
    public static AttributeProto? Attribute(this NodeProto node, string name)
    {
        foreach (var attribute in node.Attribute)
        {
            if (attribute.Name == name) return attribute;
        }
        return null;
    }

    public static bool Has(this NodeProto node, string name) => node.Attribute(name) is not null;

    public static long Int(this NodeProto node, string name, long fallback) => node.Attribute(name)?.I ?? fallback;

    public static float Float(this NodeProto node, string name, float fallback) => node.Attribute(name)?.F ?? fallback;

    public static string String(this NodeProto node, string name, string fallback) =>
        node.Attribute(name)?.S.ToStringUtf8() ?? fallback;

    public static TensorProto? Tensor(this NodeProto node, string name) => node.Attribute(name)?.T;

    /// <summary>null where the attribute is absent, so that an empty list stays distinct.</summary>
    public static IReadOnlyList<long>? Ints(this NodeProto node, string name) => node.Attribute(name)?.Ints;

    /// <summary>null where the attribute is absent, so that an empty list stays distinct.</summary>
    public static IReadOnlyList<float>? Floats(this NodeProto node, string name) => node.Attribute(name)?.Floats;

    /// <summary>null where the attribute is absent, so that an empty list stays distinct.</summary>
    public static IReadOnlyList<string>? Strings(this NodeProto node, string name) =>
        node.Attribute(name)?.Strings.Select(text => text.ToStringUtf8()).ToArray();

    public static void SetInt(this NodeProto node, string name, long value) =>
        Set(node, new AttributeProto { Name = name, Type = AttributeType.Int, I = value });

    public static void SetFloat(this NodeProto node, string name, float value) =>
        Set(node, new AttributeProto { Name = name, Type = AttributeType.Float, F = value });

    public static void SetString(this NodeProto node, string name, string value) =>
        Set(node, new AttributeProto { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(value) });

    public static void SetInts(this NodeProto node, string name, IEnumerable<long> values) =>
        Set(node, new AttributeProto { Name = name, Type = AttributeType.Ints, Ints = { values } });

    public static void SetFloats(this NodeProto node, string name, IEnumerable<float> values) =>
        Set(node, new AttributeProto { Name = name, Type = AttributeType.Floats, Floats = { values } });

    public static void SetTensor(this NodeProto node, string name, TensorProto value) =>
        Set(node, new AttributeProto { Name = name, Type = AttributeType.Tensor, T = value });

    public static void SetGraph(this NodeProto node, string name, GraphProto value) =>
        Set(node, new AttributeProto { Name = name, Type = AttributeType.Graph, G = value });

    /// <summary>Nothing happens where the attribute is absent.</summary>
    public static void Remove(this NodeProto node, string name)
    {
        if (node.Attribute(name) is { } attribute) node.Attribute.Remove(attribute);
    }

    /// <summary>The graphs held in the node's attributes (bodies and branches), not those nested deeper.</summary>
    public static IEnumerable<GraphProto> Subgraphs(this NodeProto node) =>
        node.Attribute.SelectMany(attribute => attribute.G is { } graph ? attribute.Graphs.Prepend(graph) : attribute.Graphs);

    /// <summary>What the node's bodies (of If, Loop, Scan) read from the graph around them; distinct.</summary>
    public static IEnumerable<string> Captured(this NodeProto node) => Structure.Captures.Of(node);

    /// <summary>The node in messages: <c>Conv 'conv1'</c>, or by its first output where it has no name.</summary>
    public static string Describe(this NodeProto node) =>
        node.Name.Length > 0 ? $"{node.OpType} '{node.Name}'" : $"{node.OpType} (of '{node.Output.FirstOrDefault()}')";

    private static void Set(NodeProto node, AttributeProto attribute)
    {
        for (var i = 0; i < node.Attribute.Count; i++)
        {
            if (node.Attribute[i].Name != attribute.Name) continue;
            node.Attribute[i] = attribute;
            return;
        }
        node.Attribute.Add(attribute);
    }
}
