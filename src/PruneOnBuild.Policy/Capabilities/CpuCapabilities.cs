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
        new("sparse-cpu", [Anywhere, Blocks], new("the package's own kernels read no weight that is zero", OwnKernels)),
        new("xnnpack", [], new(
            "XNNPACK has sparse kernels, but ONNX Runtime never sets the flag that lets it take them",
            "google/XNNPACK, src/subgraph.c (XNN_FLAG_HINT_SPARSE_INFERENCE)")),
        new("dnnl", [], new(
            "no kernel that skips zeros was found in its documents", "ONNX Runtime, oneDNN execution provider")),
        new("acl", [], new(
            "no kernel that skips zeros was found in its documents", "ONNX Runtime, Arm Compute Library execution provider")),
    ];

    // 2:4 and n:m run on it too: to these kernels they are zeros anywhere.
    private static SparseGain Anywhere => new()
    {
        Patterns = new PatternFamily.Anywhere(),
        LeastSparsity = 0.35,
        Types = [WeightType.Fp32],
        Evidence = new(
            "convolutions and products of many rows win from 20 to 35 % zeros on; products with one row only from about 75 %",
            OwnKernels),
    };

    private static SparseGain Blocks => new()
    {
        Patterns = new PatternFamily.RowBlocks(),
        LeastSparsity = 0.2,
        Types = [WeightType.Fp32],
        Evidence = new(
            "a value of the input is read once for all rows of a block, so that blocks of two rows or more win from 20 % zeros on",
            OwnKernels),
    };
}
