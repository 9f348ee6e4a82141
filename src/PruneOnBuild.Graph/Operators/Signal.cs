using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// DFT [..., length, 1 or 2] -> [..., bins, 2]; STFT [batch, samples, 1] -> [batch, frames, bins, 2]; windows [size];
/// MelWeightMatrix [bins, mels].
/// </summary>
internal sealed class Signal : Operator
{
    public override ImmutableArray<string> Types =>
        ["DFT", "STFT", "HannWindow", "HammingWindow", "BlackmanWindow", "MelWeightMatrix"];

    public override void InferShapes(ShapeContext node)
    {
        switch (node.Node.OpType)
        {
            case "DFT":
                InferDft(node);
                break;
            case "STFT":
                InferStft(node);
                break;
            case "MelWeightMatrix":
                node.SetOutput(0, OutputType(node), Bins(Scalar(node, 1), oneSided: true), Scalar(node, 0));
                break;
            default:
                node.SetOutput(0, OutputType(node), Scalar(node, 0));
                break;
        }
    }

    private static DataType OutputType(ShapeContext node) =>
        (DataType)node.Node.Int("output_datatype", (long)DataType.Float);

    private static void InferDft(ShapeContext node)
    {
        if (node.Input(0) is not { Rank: >= 2 } x) return;
        var wanted = node.HasInput(2) ? node.Ints(2) is { Length: 1 } given ? given[0] : (long?)null
            : node.Node.Int("axis", node.Opset >= 20 ? -2 : 1);
        if (wanted is null || Axes.Normal(wanted.Value, x.Rank) is not { } axis || axis == x.Rank - 1) return;
        var length = node.HasInput(1) ? Scalar(node, 1) : x[axis];
        var oneSided = node.Node.Int("onesided", 0) != 0;
        // From opset 20 the inverse of a one-sided spectrum is real; its form before then is not settled.
        if (oneSided && node.Node.Int("inverse", 0) != 0) return;
        var dims = x.Dims.SetItem(axis, Bins(length, oneSided));
        node.SetOutput(0, x.ElementType, dims.SetItem(x.Rank - 1, 2));
    }

    private static void InferStft(ShapeContext node)
    {
        if (node.Input(0) is not { Rank: >= 2 } signal) return;
        var length = node.HasInput(3) ? Scalar(node, 3) : node.Input(2) is { Rank: 1 } window ? window[0] : Dim.Unknown;
        var step = Scalar(node, 1);
        var frames = step.IsKnown && step.Value > 0 ? (signal[1] - length).DivideFloor(step.Value) + 1 : Dim.Unknown;
        if (frames.IsKnown && frames.Value < 0) return;
        node.SetOutput(0, signal.ElementType, signal[0], frames, Bins(length, node.Node.Int("onesided", 1) != 0), 2);
    }

    private static Dim Bins(Dim length, bool oneSided) => oneSided ? length.DivideFloor(2) + 1 : length;

    private static Dim Scalar(ShapeContext node, int input) =>
        node.Value(input) is { Count: 1 } value ? value.Entries[0] : Dim.Unknown;

    public override void RelateAxes(AxisContext node) => node.FreezeOthers(0, "is transformed into frequencies");
}
