using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;

namespace PruneOnBuild.Benchmarks.SparseModels;

/// <summary>Makes random blocks of weights zero.</summary>
internal static class Masking
{
    /// <param name="zeros">Share of the blocks.</param>
    public static ModelGraph Of(ModelGraph dense, IEnumerable<NodeProto> layers, int blockRows, double zeros)
    {
        var random = new Random(5);
        var masked = dense.Proto.Clone();
        foreach (var layer in layers)
        {
            int index = masked.Graph.Initializer.Select(tensor => tensor.Name).ToList().IndexOf(layer.Input[1]);
            masked.Graph.Initializer[index] = Masked(masked.Graph.Initializer[index], layer.OpType == "MatMul", blockRows, zeros, random);
        }
        return new ModelGraph(masked, dense.Path);
    }

    private static TensorProto Masked(TensorProto tensor, bool isOutputLast, int blockRows, double zeros, Random random)
    {
        float[] values = TensorReader.Floats(tensor);
        int outputs = (int)(isOutputLast ? tensor.Dims[^1] : tensor.Dims[0]), rest = values.Length / outputs;
        // What is left grows, so that activations stay near 1.
        float growth = (float)(1 / Math.Sqrt(1 - zeros));
        for (int first = 0; first < outputs; first += blockRows)
            for (int other = 0; other < rest; other++)
            {
                float factor = random.NextDouble() < zeros ? 0 : growth;
                for (int output = first; output < Math.Min(first + blockRows, outputs); output++)
                    values[isOutputLast ? other * outputs + output : output * rest + other] *= factor;
            }
        return TensorWriter.WithFloats(tensor, [.. tensor.Dims], values);
    }
}
