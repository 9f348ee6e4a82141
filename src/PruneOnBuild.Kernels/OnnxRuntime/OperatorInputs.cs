namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>The inputs of both operators, by place.</summary>
internal static class OperatorInputs
{
    public const int X = 0;
    public const int Weights = 1;
    public const int Bias = 2;
    public const int Residual = 3;
    public const int Count = 4;
}
