using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;

namespace PruneOnBuild.Kernels.OnnxRuntime.Tests;

/// <summary>Small models with zeros in their weights.</summary>
internal static class SparseModels
{
    /// <summary>Writes zeros into every weight of two axes or more, so that whole blocks of output channels vanish.</summary>
    /// <param name="zeros">Share of blocks that are zero.</param>
    public static ModelGraph WithZeros(ModelGraph dense, double zeros, int seed, int blockRows = 1)
    {
        var random = new Random(seed);
        var masked = dense.Proto.Clone();
        for (int i = 0; i < masked.Graph.Initializer.Count; i++)
        {
            var tensor = masked.Graph.Initializer[i];
            if (tensor.Dims.Count >= 2 && tensor.Name.EndsWith(".weight", StringComparison.Ordinal))
                masked.Graph.Initializer[i] = Masked(tensor, IsOutputLast(dense, tensor.Name), zeros, random, blockRows);
        }
        return new ModelGraph(masked, dense.Path);
    }

    private static bool IsOutputLast(ModelGraph model, string weight)
    {
        var node = model.UsesOf(weight)[0].Node;
        return node.OpType == "MatMul" || (node.OpType == "Gemm" && node.Int("transB", 0) == 0);
    }

    private static TensorProto Masked(TensorProto tensor, bool isOutputLast, double zeros, Random random, int blockRows)
    {
        var values = TensorReader.Floats(tensor);
        int outputs = (int)(isOutputLast ? tensor.Dims[tensor.Dims.Count - 1] : tensor.Dims[0]), rest = values.Length / outputs;
        for (int first = 0; first < outputs; first += blockRows)
            for (int other = 0; other < rest; other++)
            {
                if (random.NextDouble() >= zeros)
                    continue;
                for (int output = first; output < Math.Min(first + blockRows, outputs); output++)
                    values[isOutputLast ? other * outputs + output : output * rest + other] = 0;
            }
        return TensorWriter.WithFloats(tensor, [.. tensor.Dims], values);
    }
}
