using PruneOnBuild.Graph;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests;

internal static partial class Zoo
{
    /// <summary>Operators that ONNX Runtime knows on other devices only: their groups and shapes are tested, the law is not.</summary>
    public static class Unrunnable
    {
        public static readonly IReadOnlyDictionary<string, ModelGraph> Models = new Dictionary<string, ModelGraph>
        {
            [nameof(SplitGelu)] = SplitGelu(),
            [nameof(SkipGroupNorm)] = SkipGroupNorm(),
            [nameof(GemmFastGelu)] = GemmFastGelu(),
            [nameof(BatchFirstLstm)] = BatchFirstLstm(),
            [nameof(PackedKeysAndValues)] = PackedKeysAndValues(),
            [nameof(PackedQueries)] = PackedQueries(),
        };

        public static ModelGraph SplitGelu() =>
            TinyModel.Input("x", 2, 5, 7).Opset(1, Microsoft).MatMul("mm", 8).Weight("b", [8]).Fused("BiasSplitGelu", "gelu", [2, 5, 4], ["mm", "b"])
                .MatMul("head", 3).Output("y");

        public static ModelGraph SkipGroupNorm() =>
            TinyModel.Input("x", 1, 3, 4, 4).Opset(1, Microsoft).Conv("conv", 12).Transpose(0, 2, 3, 1).As("rows")
                .Weight("gamma", [12]).Weight("beta", [12]).Weight("skip", [1, 12]).Weight("bias", [12])
                .Fused("SkipGroupNorm", "norm", [1, 4, 4, 12], ["rows", "gamma", "beta", "skip", "bias"], ("groups", 4), ("activation", 1))
                .MatMul("head", 3).Output("y");

        public static ModelGraph GemmFastGelu() =>
            TinyModel.Input("x", 2, 5, 7).Opset(1, Microsoft).Weight("w", [7, 6]).Weight("b", [6])
                .Fused("GemmFastGelu", "gemm", [2, 5, 6], ["x", "w", "b"]).MatMul("head", 3).Output("y");

        public static ModelGraph PackedKeysAndValues() =>
            TinyModel.Input("x", 2, 5, 7).Opset(1, Microsoft).MatMul("query", 12).From("x").MatMul("both", 24).Reshape(2, 5, 3, 2, 4)
                .Fused("MultiHeadAttention", "attention", [2, 5, 12], ["query", "reshape1"], ("num_heads", 3)).MatMul("head", 3).Output("y");

        public static ModelGraph PackedQueries() =>
            TinyModel.Input("x", 2, 5, 7).Opset(1, Microsoft).MatMul("all", 36).Reshape(2, 5, 3, 3, 4)
                .Fused("MultiHeadAttention", "attention", [2, 5, 12], ["reshape1"], ("num_heads", 3)).MatMul("head", 3).Output("y");

        public static ModelGraph BatchFirstLstm() =>
            RecurrentNode(TinyModel.Input("x", 2, 4, 5), "LSTM", "lstm", 6, 4, [], ("layout", 1)).Shaped(2, 4, 1, 6).MatMul("head", 3).Output("y");
    }
}
