using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// Per-channel normalisation and scaling: X [N, C, ...], parameters [C] -> Y like X. Statistics of BatchNormalization are [C].
/// </summary>
internal sealed class ChannelNormalization : Operator
{
    public override ImmutableArray<string> Types => ["BatchNormalization", "InstanceNormalization", "LRN"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x) return;
        node.SetOutput(0, x);
        switch (node.Node.OpType)
        {
            case "BatchNormalization":
                // Without channels (rank 1) the parameters are scalars in all but name.
                if (x.Rank >= 2 && !Fits(node, x[1], 1, 2, 3, 4)) return;
                var channels = x.Rank >= 2 ? x[1] : 1;
                for (var output = 1; output < node.OutputCount; output++) node.SetOutput(output, node.Type(1), channels);
                break;
            case "InstanceNormalization" when x.Rank >= 2:
                Fits(node, x[1], 1, 2);
                break;
        }
    }

    private static bool Fits(ShapeContext node, Dim channels, params int[] parameters)
    {
        foreach (var parameter in parameters)
        {
            if (node.Input(parameter) is not { Rank: 1 } shape || !shape[0].Differs(channels)) continue;
            node.Reject(ShapeErrors.Parameter(node.Path, node.Node.Describe(), node.InputName(parameter), shape[0],
                $"{node.InputName(0)} {node.Input(0)}", channels));
            return false;
        }
        return true;
    }

    /// <summary>Statistics over space leave channels apart; LRN mixes each channel with its neighbours.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.Node.OpType == "LRN")
        {
            node.FreezeAxis(0, 1, "is normalised across neighbouring channels");
            CarriedAxes.Where(node, axis => axis != 1);
            return;
        }

        CarriedAxes.PerChannel(node, [.. Enumerable.Range(0, node.Node.Input.Count).Skip(1)]);
        CarriedAxes.BatchAndChannels(node);
        for (var output = 1; output < node.Node.Output.Count; output++) node.Output(output, 0, node.Peek(1, 0));
        node.FreezeOthers(0, "is normalised over");
    }
}
