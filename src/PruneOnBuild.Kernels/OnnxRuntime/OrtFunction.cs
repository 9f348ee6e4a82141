namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>Places in ONNX Runtime's table of C functions, <c>OrtApi</c>. The table only ever grows, so they are the same in every version.</summary>
internal static class OrtFunction
{
    public const int CreateStatus = 0;
    public const int GetErrorCode = 1;
    public const int GetErrorMessage = 2;
    public const int CreateCustomOpDomain = 26;
    public const int CustomOpDomainAdd = 27;
    public const int AddCustomOpDomain = 28;
    public const int GetTensorMutableData = 51;
    public const int CreateTensorTypeAndShapeInfo = 57;
    public const int SetTensorElementType = 58;
    public const int SetDimensions = 59;
    public const int GetTensorElementType = 60;
    public const int GetDimensionsCount = 61;
    public const int GetDimensions = 62;
    public const int GetSymbolicDimensions = 63;
    public const int GetTensorTypeAndShape = 65;
    public const int KernelInfoGetAttributeFloat = 85;
    public const int KernelInfoGetAttributeInt = 86;
    public const int KernelContextGetInput = 90;
    public const int KernelContextGetOutput = 91;
    public const int ReleaseStatus = 93;
    public const int ReleaseTensorTypeAndShapeInfo = 99;
    public const int KernelInfoGetAttributeInts = 163;
    public const int KernelInfoGetInputCount = 230;
    public const int KernelInfoGetInputName = 232;
    public const int KernelInfoGetNodeName = 244;
    public const int KernelInfoGetConstantInput = 249;
    public const int ShapeInferContextGetInputCount = 267;
    public const int ShapeInferContextGetInputTypeShape = 268;
    public const int ShapeInferContextGetAttribute = 269;
    public const int ShapeInferContextSetOutputTypeShape = 270;
    public const int SetSymbolicDimensions = 271;
    public const int ReadOpAttribute = 272;
    public const int KernelContextParallelFor = 274;
    public const int GetKeyValue = 297;
    public const int ReleaseKeyValuePairs = 300;

    /// <summary>Only from <see cref="OrtApi.RecentVersion"/> on.</summary>
    public const int KernelInfoGetConfigEntries = 391;

    /// <summary>Only from <see cref="OrtApi.RecentVersion"/> on.</summary>
    public const int GetTensorElementTypeAndShapeDataReference = 414;
}
