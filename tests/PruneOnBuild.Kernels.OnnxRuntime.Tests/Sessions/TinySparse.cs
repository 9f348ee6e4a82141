using PruneOnBuild.Graph;
using PruneOnBuild.Pruning.Swaps;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Kernels.OnnxRuntime.Tests.Sessions;

/// <summary>The same small models, dense and sparse.</summary>
internal static class TinySparse
{
    public static ModelGraph Dense { get; } = SparseModels.WithZeros(
        TinyModel.Input("x", -1, 4, 6, 6).As("x0").Conv("conv", 4).Add("x0").Relu().GlobalAveragePool().Flatten().Gemm("fc", 3).Output("y"), 0.6, seed: 1);

    public static ModelGraph Sparse { get; } = SparseRewrite.Swap(Dense, [new("conv"), new("fc")]);
}
