using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Channels;

/// <summary>Scales, zero points and biases of quantised tensors: one number for all, or one for each channel.</summary>
internal static class QuantizationAxes
{
    /// <summary>Whether there is one number for all.</summary>
    public static bool IsSingle(TensorShape? shape) => shape is { Rank: 0 } || (shape is { Rank: 1 } && shape[0].Is(1));

    /// <summary>The parameter's entries go with the channels that they belong to; where only a run tells which, nothing goes.</summary>
    public static void Join(AxisContext node, int[]? channels, int parameter)
    {
        if (node.HasInput(parameter) && !IsSingle(node.InputShape(parameter)))
        {
            node.Join(channels, node.InputShape(parameter) is { Rank: 1 } ? node.Input(parameter, 0) : null);
        }
    }
}
