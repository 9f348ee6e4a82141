using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>Experimental operators of the first operator sets that ONNX Runtime still runs.</summary>
internal sealed class Retired : Operator
{
    public override ImmutableArray<string> Types => ["Affine", "ImageScaler", "Scale", "Crop"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x) return;
        if (node.Node.OpType != "Crop")
        {
            node.SetOutput(0, x);
            return;
        }
        // border: left, top, right, bottom; scale: height and width that remain, counted from left and top.
        if (x.Rank != 4 || node.Node.Ints("border") is not { Count: 4 } border) return;
        var scale = node.Node.Ints("scale");
        node.SetOutput(0, x.ElementType, x[0], x[1],
            scale?.Count == 2 ? scale[0] : x[2] - border[1] - border[3],
            scale?.Count == 2 ? scale[1] : x[3] - border[0] - border[2]);
    }

    public override void RelateAxes(AxisContext node)
    {
        if (node.Node.OpType == "Crop") CarriedAxes.BatchAndChannels(node);
        else CarriedAxes.All(node);
    }

    /// <summary>ImageScaler adds one number per channel, which it holds itself.</summary>
    public override void Cut(CutContext node)
    {
        if (node.Dense.OpType == "ImageScaler" && node.Dense.Floats("bias") is { } bias && node.Input(0, 1) is { } channels
            && bias.Count == channels.Length)
            node.Node.SetFloats("bias", bias.Where((_, channel) => node.Stays(channels[channel])));
    }
}
