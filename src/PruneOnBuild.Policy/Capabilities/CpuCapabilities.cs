using System.Collections.Immutable;

namespace PruneOnBuild.Policy.Capabilities;

/// <summary>Providers that run on CPUs.</summary>
internal static class CpuCapabilities
{
    private const string OwnKernels = "docs/kernels.md, From how many zeros on they pay";

    public static ImmutableArray<SparseCapability> All { get; } =
    [
        new("cpu", [], new(
            "ONNX Runtime's CPU kernels multiply by zeros as by any number, and a sparse initializer becomes dense when the "
                + "model loads",
            "microsoft/onnxruntime, issue 5578 and pull request 31830")),
        new("sparse-cpu", [.. Anywhere, .. Blocks], new("the package's own kernels read no weight that is zero", OwnKernels)),
        new("xnnpack", [], new(
            "XNNPACK has sparse kernels, but ONNX Runtime never sets the flag that lets it take them",
            "google/XNNPACK, src/subgraph.c (XNN_FLAG_HINT_SPARSE_INFERENCE)")),
        new("dnnl", [], new(
            "no kernel that skips zeros was found in its documents", "ONNX Runtime, oneDNN execution provider")),
        new("acl", [], new(
            "no kernel that skips zeros was found in its documents", "ONNX Runtime, Arm Compute Library execution provider")),
    ];

    // 2:4 and n:m run on it too: to these kernels they are zeros anywhere.
    private static IEnumerable<SparseGain> Anywhere =>
    [
        Own(new PatternFamily.Anywhere(), "AVX-512", 0.35,
            "convolutions and products of many rows win from 20 to 35 % zeros on; products with one row only from about 75 %"),
        Own(new PatternFamily.Anywhere(), "AVX2", 0.6, "with half as many registers of half the width, layers win from 50 to 60 % zeros on"),
    ];

    private static IEnumerable<SparseGain> Blocks =>
    [
        Own(new PatternFamily.RowBlocks(), "AVX-512", 0.2,
            "a value of the input is read once for all rows of a block, so that blocks of two rows or more win from 20 % zeros on"),
        Own(new PatternFamily.RowBlocks(), "AVX2", 0.5, "blocks of four rows win below 50 % zeros, blocks of two from 50 to 60 % on"),
    ];

    private static SparseGain Own(PatternFamily patterns, string device, double leastSparsity, string says) => new()
    {
        Patterns = patterns,
        Device = device,
        LeastSparsity = leastSparsity,
        Types = [WeightType.Fp32],
        Evidence = new(says, OwnKernels),
    };
}
