namespace PruneOnBuild.Graph.Channels;

/// <summary>What a node does with the channels of one of its inputs' axes.</summary>
public enum AxisRole
{
    /// <summary>One to one to an output axis: activations, per-channel scales, residual additions.</summary>
    Carries,

    /// <summary>The weight's axis that makes output channels, such as axis 0 of a Conv weight [M, C/group, kH, kW].</summary>
    Writes,

    /// <summary>Summed over: an input channel of a Conv or MatMul. This is where a removed channel is silenced.</summary>
    Reads,

    /// <summary>
    /// A constant's axis that reads a state inside the node, from step to step: the columns of a recurrent layer's R. No input of the node
    /// carries that state, so the constant itself is silenced. So is one that is added before the node sums over channels.
    /// </summary>
    ReadsState,
}
