using System.Collections.Immutable;

namespace PruneOnBuild.Policy.Capabilities;

/// <summary>Providers that run on GPUs and NPUs, some of them on CPUs as well.</summary>
internal static class AcceleratorCapabilities
{
    private const string Undocumented = "no kernel that skips zeros was found in its documents";

    public static ImmutableArray<SparseCapability> All { get; } =
    [
        new("openvino", [.. OpenVino], new(
            "Intel's NPU takes zeros anywhere, and Xeons with AMX take them in int8 MatMul; other devices of OpenVINO do not",
            "OpenVINO, CPU device; OpenVINO NPU compiler, sparsity_strategy.hpp")),
        new("webgpu", [], new(Undocumented, "ONNX Runtime, WebGPU execution provider")),
        new("directml", [], new(Undocumented, "ONNX Runtime, DirectML execution provider")),
        new("cuda", [], new(
            "it runs dense kernels only; NVIDIA's sparse tensor cores are reached through provider tensorrt",
            "ONNX Runtime, CUDA execution provider")),
        new("tensorrt", [TwoOfFour], TwoOfFour.Evidence),
        new("rocm", [], new(Undocumented, "ONNX Runtime, ROCm execution provider")),
        new("migraphx", [], new(Undocumented, "ONNX Runtime, MIGraphX execution provider")),
        new("coreml", [], new(
            "Core ML skips zeros in its own sparse format only, which ONNX Runtime's provider is not known to write",
            "coremltools, Pruning: Performance")),
        new("qnn", [], new(
            "its compression of sparse weights saves memory, not time, and exists on two automotive chips only",
            "Qualcomm AI Engine Direct, HTP backend (sparse_weights_compression)")),
        new("nnapi", [], new(Undocumented, "ONNX Runtime, NNAPI execution provider")),
        new("cann", [Ascend], Ascend.Evidence),
    ];

    private static PatternFamily TwoFour => new PatternFamily.Only(new SparsityPattern.NOfM(2, 4));

    private static SparseGain TwoOfFour => new()
    {
        Patterns = TwoFour,
        LeastSparsity = 0.5,
        Device = "Ampere or newer",
        Types = [WeightType.Fp16, WeightType.EightBit],
        InputMultiple = 4,
        Option = "trt_sparsity_enable=1",
        Float32Remedy = "convert the model to float16, or set trt_fp16_enable=1",
        Evidence = new(
            "its sparse tensor cores take 2 zeros of every 4 weights along the input channels, and pay in wide layers, of about "
                + "256 channels and more",
            "NVIDIA TensorRT, Structured Sparsity; NVIDIA/TensorRT, issues 1403 and 4065"),
    };

    private static SparseGain Ascend => new()
    {
        Patterns = TwoFour,
        LeastSparsity = 0.5,
        Device = "Atlas A2, A3 and 200I/500 A2",
        Evidence = new(
            "2:4 is taken on Atlas A2, A3 and 200I/500 A2; other chips run it without an error and without a gain",
            "Huawei AMCT, semi-structured sparsity"),
    };

    // The NPU's compiler decides by zeros alone. No gain in time is published, so only a measurement on the device proves one.
    private static IEnumerable<SparseGain> OpenVino =>
    [
        Npu with { LeastSparsity = 0.0625, Types = [WeightType.Fp32, WeightType.Fp16] },
        Npu with { LeastSparsity = 0.125, Types = [WeightType.EightBit] },
        new()
        {
            Patterns = new PatternFamily.Anywhere(),
            LeastSparsity = 0.5,
            Device = "Xeon with AMX, int8 MatMul",
            Types = [WeightType.EightBit],
            InputMultiple = 64,
            OutputMultiple = 64,
            Option = "CPU_SPARSE_WEIGHTS_DECOMPRESSION_RATE, below the layers' sparsity",
            Evidence = new(
                "sparse int8 weights are decompressed on the fly, which pays where memory is the limit and may cost time "
                    + "elsewhere",
                "OpenVINO, CPU device, Sparse weights decompression"),
        },
    ];

    private static SparseGain Npu => new()
    {
        Patterns = new PatternFamily.Anywhere(),
        LeastSparsity = 0,
        Device = "NPU 3720 and 4000",
        Evidence = new(
            "the NPU's compiler packs weights from 6.25 % zeros on (integers: 12.5 %); no gain in time is published, so measure "
                + "it on the device",
            "OpenVINO NPU compiler, sparsity_strategy.hpp and pipelines_options.hpp"),
    };
}
