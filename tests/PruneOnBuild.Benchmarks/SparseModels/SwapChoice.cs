using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Benchmarks.SparseModels;

/// <summary>Which layers get zeros, and which of the others are swapped as well.</summary>
internal static class SwapChoice
{
    /// <summary>Fewer columns than this are a stem or a layer too small to gain.</summary>
    private const int FewColumns = 32;

    /// <summary>Layers that get zeros: all but stems and depthwise convolutions; the product of one row only in blocks, since else it gains little.</summary>
    public static NodeProto[] Pruned(ModelGraph model, int blockRows) =>
    [
        .. model.Nodes.Where(node => node.OpType switch
        {
            "Conv" => Weights(model, node).Dims is var dims && dims[1] >= FewColumns,
            "MatMul" => true,
            "Gemm" => blockRows > 1,
            _ => false,
        }),
    ];

    /// <summary>Layers without zeros that are swapped: depthwise ones, since the runtime would reorder pixels before and behind each.</summary>
    public static NodeProto[] Dense(ModelGraph model) => [.. model.Nodes.Where(node => node.OpType == "Conv" && node.Int("group", 1) > 1)];

    public static TensorProto Weights(ModelGraph model, NodeProto node) => model.Initializer(node.Input[1])!;
}
