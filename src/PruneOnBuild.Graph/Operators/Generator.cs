using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Tensors filled by chance or by rule, shaped by an attribute or like another tensor.</summary>
internal sealed class Generator : Operator
{
    public override ImmutableArray<string> Types =>
        ["RandomNormal", "RandomUniform", "RandomNormalLike", "RandomUniformLike", "Bernoulli", "EyeLike", "Multinomial"];

    public override void InferShapes(ShapeContext node)
    {
        var type = node.Node.Has("dtype") ? (DataType)node.Node.Int("dtype", 0) : (DataType?)null;
        switch (node.Node.OpType)
        {
            case "RandomNormal" or "RandomUniform":
                if (node.Node.Ints("shape") is { } shape)
                    node.SetOutput(0, type ?? DataType.Float, shape.Select(extent => (Dim)extent));
                break;
            case "Multinomial":
                var batch = node.Input(0) is { Rank: 2 } x ? x[0] : Dim.Unknown;
                node.SetOutput(0, type ?? DataType.Int32, batch, node.Node.Int("sample_size", 1));
                break;
            default:
                if (node.Input(0) is { } like) node.SetOutput(0, type ?? like.ElementType, like.Dims);
                break;
        }
    }
}
