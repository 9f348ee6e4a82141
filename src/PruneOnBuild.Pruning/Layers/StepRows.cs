namespace PruneOnBuild.Pruning.Layers;

/// <summary>Some steps of a recurrent layer in one direction.</summary>
/// <param name="X">Inputs, [count, inputs].</param>
/// <param name="Before">States before the step, [count, hidden].</param>
/// <param name="After">States after it, [count, hidden].</param>
internal sealed record StepRows(float[] X, float[] Before, float[] After, int Count);
