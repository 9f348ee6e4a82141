using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Graph.Channels;

/// <summary>A node uses the channels along one axis of one of its inputs.</summary>
/// <param name="Input">Index of the input on the node.</param>
/// <param name="Value">Name of that input.</param>
/// <param name="IsConstant">The value is a weight, or computed from weights only; not an activation.</param>
/// <param name="ZeroPoint">Input of the node whose one number stands for 0 in a quantised value; null where 0 is 0.</param>
public sealed record AxisUse(
    NodeProto Node, int Input, string Value, int Axis, AxisRole Role, bool IsConstant, int? ZeroPoint = null);
