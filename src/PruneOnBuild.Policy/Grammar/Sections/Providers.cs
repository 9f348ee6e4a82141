using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary>Execution providers of ONNX Runtime, and our own sparse kernels, by the hardware they run on.</summary>
internal static class Providers
{
    public const string Cpu = "cpu";

    // Every provider may serve a sparse target: what it gains there, its capability record says.
    private static readonly (string Name, string Doc, Hardware[] Runs)[] All =
    [
        (Cpu, "ONNX Runtime's own CPU kernels.", [Hardware.Cpu]),
        (TargetPolicy.SparseCpu, "The package's own kernels that skip zeros, on any CPU.", []),
        ("xnnpack", "XNNPACK, for mobile CPUs.", [Hardware.Cpu]),
        ("dnnl", "oneDNN, for x64 CPUs.", [Hardware.Cpu]),
        ("acl", "Arm Compute Library, for Arm CPUs.", [Hardware.Cpu]),
        ("openvino", "OpenVINO, for Intel CPUs, GPUs and NPUs.", [Hardware.Cpu, Hardware.Gpu]),
        ("webgpu", "WebGPU: any vendor's GPU.", [Hardware.Gpu]),
        ("directml", "DirectML: any vendor's GPU on Windows.", [Hardware.Gpu]),
        ("cuda", "CUDA, for NVIDIA GPUs.", [Hardware.Gpu]),
        ("tensorrt", "TensorRT, for NVIDIA GPUs; its sparse kernels take the pattern 2:4.", [Hardware.Gpu]),
        ("rocm", "ROCm, for AMD GPUs.", [Hardware.Gpu]),
        ("migraphx", "MIGraphX, for AMD GPUs.", [Hardware.Gpu]),
        ("coreml", "Core ML, for Apple devices.", [Hardware.Cpu, Hardware.Gpu]),
        ("qnn", "Qualcomm AI Engine.", [Hardware.Cpu, Hardware.Gpu]),
        ("nnapi", "Android's Neural Networks API.", [Hardware.Gpu]),
        ("cann", "CANN, for Huawei Ascend.", [Hardware.Gpu]),
    ];

    public static ChoiceForm<string> Form { get; } =
        new([.. All.Select(provider => new Choice<string>(provider.Name, provider.Name, provider.Doc))]);

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(provider => provider.Name)];

    /// <summary>The providers that can serve the hardware.</summary>
    public static IReadOnlyList<string> For(Hardware hardware) => hardware == Hardware.Sparse
        ? Names : [.. All.Where(provider => provider.Runs.Contains(hardware)).Select(provider => provider.Name)];

    /// <summary>Where the provider prunes whole channels; null: nowhere.</summary>
    public static Hardware? HardwareOf(string name) =>
        All.Single(provider => provider.Name == name).Runs is [var first, ..] ? first : null;
}
