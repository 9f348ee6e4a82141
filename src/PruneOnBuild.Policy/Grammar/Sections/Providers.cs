using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary>Execution providers of ONNX Runtime, and our own sparse kernels, by the hardware they run on.</summary>
internal static class Providers
{
    public const string Cpu = "cpu";
    public const string SparseCpu = "sparse-cpu";
    public const string TensorRt = "tensorrt";

    private static readonly string[] OnCpu = [Cpu, "xnnpack", "dnnl", "openvino", "coreml", "qnn", "acl"];

    private static readonly string[] OnGpu =
        ["webgpu", "cuda", TensorRt, "directml", "rocm", "migraphx", "openvino", "coreml", "qnn", "cann", "nnapi"];

    public static ChoiceForm<string> Form { get; } = new(
        [.. OnCpu.Union(OnGpu).Append(SparseCpu).Select(name => new Choice<string>(name, name, Doc(name)))]);

    /// <summary>The providers that can serve the hardware.</summary>
    public static IReadOnlyList<string> For(Hardware hardware) => hardware switch
    {
        Hardware.Cpu => OnCpu,
        Hardware.Gpu => OnGpu,
        _ => [Cpu, SparseCpu, .. OnGpu],
    };

    private static string Doc(string name) =>
        name == SparseCpu ? "The package's own kernels that skip zeros, on any CPU." : "An execution provider of ONNX Runtime.";
}
