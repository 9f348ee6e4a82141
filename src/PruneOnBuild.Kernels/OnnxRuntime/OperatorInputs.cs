namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>The inputs of the operators, by place.</summary>
internal static class OperatorInputs
{
    public const int X = 0;
    public const int Weights = 1;
    public const int Bias = 2;
    public const int Residual = 3;

    /// <summary>Of the normalisation behind a product; convolutions have none.</summary>
    public const int Scale = 4;

    /// <summary>Of the normalisation behind a product.</summary>
    public const int Shift = 5;

    public static int Count(OperatorKind kind) => kind == OperatorKind.Conv ? Residual + 1 : Shift + 1;
}
