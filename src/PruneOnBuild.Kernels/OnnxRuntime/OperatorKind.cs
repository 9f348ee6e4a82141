namespace PruneOnBuild.Kernels.OnnxRuntime;

internal enum OperatorKind
{
    Conv,
    MatMul,
}
