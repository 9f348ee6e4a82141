namespace PruneOnBuild.Pruning.Layers;

/// <summary>Gates of one direction of a recurrent layer that are linear in the same numbers: z = W x + R h + b.</summary>
/// <param name="Direction">0, or 1 for the way back.</param>
/// <param name="FirstGate">In the order of ONNX.</param>
/// <param name="Gates">How many, one after another.</param>
internal sealed record RecurrentPart(int Direction, int FirstGate, int Gates, RecurrentReads Reads)
{
    public bool HasInput => Reads != RecurrentReads.State;

    public bool HasState => Reads != RecurrentReads.Input;
}
