namespace PruneOnBuild.Graph.Operators;

/// <summary>Where a convolution has its inputs.</summary>
/// <param name="ZeroOfX">The zero point of X, where it is quantised.</param>
/// <param name="PerChannel">Inputs with one entry for each output channel, or one for all: bias, scale and zero point of W.</param>
internal sealed record ConvInputs(int X, int W, int? ZeroOfX, int[] PerChannel);
