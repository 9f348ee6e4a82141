using Microsoft.ML.OnnxRuntime;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Pruning.Swaps;

namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>A shape as a model of one node.</summary>
internal static class LayerModel
{
    private const string Layer = "layer";

    /// <summary>All formulations that the dense runtime knows, with the level that makes it take its blocked layout or the plain one.</summary>
    /// <param name="weights">[outputs, columns]</param>
    public static IEnumerable<(ModelProto Model, GraphOptimizationLevel Level)> Dense(KernelShape shape, float[] weights)
    {
        var layer = Plain(shape, weights);
        yield return (layer, GraphOptimizationLevel.ORT_ENABLE_ALL);
        if (shape.Rows == 0)
            yield return (layer, GraphOptimizationLevel.ORT_ENABLE_EXTENDED);
        if (shape is { Family: KernelFamily.Conv1x1, Stride: 1 })
            yield return (Product(shape, weights), GraphOptimizationLevel.ORT_ENABLE_ALL);
    }

    /// <summary>On this project's kernels.</summary>
    /// <param name="weights">[outputs, columns]</param>
    public static ModelProto Sparse(KernelShape shape, float[] weights, int blockRows) =>
        SparseRewrite.Swap(new ModelGraph(Plain(shape, weights), Layer), [new SparseSwap(Layer, blockRows)]).Proto;

    private static ModelProto Plain(KernelShape shape, float[] weights)
    {
        if (shape.Rows > 0)
            return Of("MatMul", ["x", "w"], [shape.Rows, shape.Inputs], [shape.Rows, shape.Outputs],
                [shape.Inputs, shape.Outputs], Transposed(weights, shape.Outputs, shape.Columns));
        int side = shape.Geometry.OutputHeight(shape.Side);
        var conv = Of("Conv", ["x", "w"], [1, shape.Inputs, shape.Side, shape.Side], [1, shape.Outputs, side, side],
            [shape.Outputs, shape.Inputs, shape.Kernel, shape.Kernel], weights);
        long padding = shape.Kernel / 2;
        conv.Graph.Node[0].SetInts("pads", [padding, padding, padding, padding]);
        conv.Graph.Node[0].SetInts("strides", [shape.Stride, shape.Stride]);
        return conv;
    }

    /// <summary>A convolution of 1 x 1: pixels side by side are columns.</summary>
    private static ModelProto Product(KernelShape shape, float[] weights) =>
        Of("MatMul", ["w", "x"], [shape.Inputs, shape.Pixels], [shape.Outputs, shape.Pixels], [shape.Outputs, shape.Inputs], weights);

    private static ModelProto Of(string op, string[] inputs, long[] x, long[] y, long[] w, float[] weights) => new()
    {
        IrVersion = 8,
        OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 17 } },
        Graph = new GraphProto
        {
            Name = Layer,
            Node = { new NodeProto { Name = Layer, OpType = op, Input = { inputs }, Output = { "y" } } },
            Initializer = { TensorWriter.Create("w", w, weights) },
            Input = { Value("x", x) },
            Output = { Value("y", y) },
        },
    };

    private static ValueInfoProto Value(string name, long[] dims)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(dims.Select(dim => new TensorShapeProto.Types.Dimension { DimValue = dim }));
        return new() { Name = name, Type = new() { TensorType = new() { ElemType = 1, Shape = shape } } };
    }

    private static float[] Transposed(float[] matrix, int rows, int columns)
    {
        var transposed = new float[matrix.Length];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                transposed[column * rows + row] = matrix[row * columns + column];
        return transposed;
    }
}
