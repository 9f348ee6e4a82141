using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary>Execution providers of ONNX Runtime, and our own sparse kernels, by the hardware they run on.</summary>
internal static class Providers
{
    public const string Cpu = "cpu";
    public const string SparseCpu = TargetPolicy.SparseCpu;
    public const string TensorRt = "tensorrt";

    private static readonly (string Name, string Doc, Hardware[] Runs)[] All =
    [
        (Cpu, "ONNX Runtime's own CPU kernels.", [Hardware.Cpu, Hardware.Sparse]),
        (SparseCpu, "The package's own kernels that skip zeros, on any CPU.", [Hardware.Sparse]),
        ("xnnpack", "XNNPACK, for mobile CPUs.", [Hardware.Cpu]),
        ("dnnl", "oneDNN, for x64 CPUs.", [Hardware.Cpu]),
        ("acl", "Arm Compute Library, for Arm CPUs.", [Hardware.Cpu]),
        ("openvino", "OpenVINO, for Intel CPUs, GPUs and NPUs.", [Hardware.Cpu, Hardware.Gpu, Hardware.Sparse]),
        ("webgpu", "WebGPU: any vendor's GPU.", [Hardware.Gpu, Hardware.Sparse]),
        ("directml", "DirectML: any vendor's GPU on Windows.", [Hardware.Gpu, Hardware.Sparse]),
        ("cuda", "CUDA, for NVIDIA GPUs.", [Hardware.Gpu, Hardware.Sparse]),
        (TensorRt, "TensorRT, for NVIDIA GPUs; its sparse kernels take the pattern 2:4.", [Hardware.Gpu, Hardware.Sparse]),
        ("rocm", "ROCm, for AMD GPUs.", [Hardware.Gpu, Hardware.Sparse]),
        ("migraphx", "MIGraphX, for AMD GPUs.", [Hardware.Gpu, Hardware.Sparse]),
        ("coreml", "Core ML, for Apple devices.", [Hardware.Cpu, Hardware.Gpu]),
        ("qnn", "Qualcomm AI Engine.", [Hardware.Cpu, Hardware.Gpu]),
        ("nnapi", "Android's Neural Networks API.", [Hardware.Gpu]),
        ("cann", "CANN, for Huawei Ascend.", [Hardware.Gpu]),
    ];

    public static ChoiceForm<string> Form { get; } =
        new([.. All.Select(provider => new Choice<string>(provider.Name, provider.Name, provider.Doc))]);

    /// <summary>The providers that can serve the hardware.</summary>
    public static IReadOnlyList<string> For(Hardware hardware) =>
        [.. All.Where(provider => provider.Runs.Contains(hardware)).Select(provider => provider.Name)];
}
