using Microsoft.ML.OnnxRuntime;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using Google.Protobuf;

namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>A shape with dense weights, run by ONNX Runtime in one of the layouts that it knows.</summary>
internal sealed class DenseRival : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _input;
    private readonly RunOptions _options = new();

    private DenseRival(ModelProto model, GraphOptimizationLevel level, int threads)
    {
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = level,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        _session = new InferenceSession(model.ToByteArray(), options);
        _binding = _session.CreateIoBinding();
        long[] shape = [.. model.Graph.Input[0].Type.TensorType.Shape.Dim.Select(dim => dim.DimValue)];
        _input = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float, shape);
        var random = new Random(3);
        foreach (ref float value in _input.GetTensorMutableDataAsSpan<float>())
            value = random.NextSingle() - 0.5f;
        _binding.BindInput("x", _input);
        _binding.BindOutputToDevice("y", OrtMemoryInfo.DefaultInstance);
    }

    /// <summary>All formulations, the fastest of which is the one to beat.</summary>
    public static DenseRival[] All(KernelShape shape, int threads)
    {
        var direct = Model(shape, asProduct: shape.Rows > 0);
        var rivals = new List<DenseRival> { new(direct, GraphOptimizationLevel.ORT_ENABLE_ALL, threads) };
        if (shape.Rows == 0)
            rivals.Add(new(direct, GraphOptimizationLevel.ORT_ENABLE_EXTENDED, threads));
        if (shape is { Family: KernelFamily.Conv1x1, Stride: 1 })
            rivals.Add(new(Model(shape, asProduct: true), GraphOptimizationLevel.ORT_ENABLE_ALL, threads));
        return [.. rivals];
    }

    public void Run() => _session.RunWithBinding(_options, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    private static ModelProto Model(KernelShape shape, bool asProduct)
    {
        var random = new Random(7);
        var weights = new float[shape.Outputs * shape.Columns];
        foreach (ref float weight in weights.AsSpan())
            weight = random.NextSingle() - 0.5f;
        bool weightsFirst = asProduct && shape.Rows == 0;
        long[] weightDims = weightsFirst ? [shape.Outputs, shape.Inputs] : asProduct ? [shape.Inputs, shape.Outputs]
            : [shape.Outputs, shape.Inputs, shape.Kernel, shape.Kernel];
        long[] inputDims = weightsFirst ? [shape.Inputs, shape.Pixels] : asProduct ? [shape.Rows, shape.Inputs]
            : [1, shape.Inputs, shape.Side, shape.Side];
        string[] inputs = weightsFirst ? ["w", "x"] : ["x", "w"];
        var node = new NodeProto { OpType = asProduct ? "MatMul" : "Conv", Input = { inputs }, Output = { "y" } };
        if (!asProduct)
        {
            long padding = shape.Kernel / 2;
            node.SetInts("pads", [padding, padding, padding, padding]);
            node.SetInts("strides", [shape.Stride, shape.Stride]);
        }
        var dims = new TensorShapeProto();
        dims.Dim.AddRange(inputDims.Select(dim => new TensorShapeProto.Types.Dimension { DimValue = dim }));
        return new ModelProto
        {
            IrVersion = 8,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 17 } },
            Graph = new GraphProto
            {
                Name = "dense",
                Node = { node },
                Initializer = { TensorWriter.Create("w", weightDims, weights) },
                Input = { new ValueInfoProto { Name = "x", Type = new() { TensorType = new() { ElemType = 1, Shape = dims } } } },
                Output = { new ValueInfoProto { Name = "y", Type = new() { TensorType = new() { ElemType = 1 } } } },
            },
        };
    }
}
