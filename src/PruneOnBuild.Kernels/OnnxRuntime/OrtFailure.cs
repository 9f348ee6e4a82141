namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>A call of ONNX Runtime that failed, or a model that the sparse operators refuse, with the words that its caller shall read.</summary>
internal sealed class OrtFailure(string message, int code = OrtFailure.InvalidArgument) : Exception(message)
{
    /// <summary>ORT_FAIL.</summary>
    public const int General = 1;

    /// <summary>ORT_INVALID_ARGUMENT.</summary>
    public const int InvalidArgument = 2;

    public int Code { get; } = code;
}
