using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Kernels.OnnxRuntime;

namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>A layer in a session of ONNX Runtime, with an input that never changes.</summary>
internal sealed class LayerSession : IRival
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _input;
    private readonly RunOptions _options = new();

    /// <param name="threads">More than one are those that all sessions share.</param>
    public LayerSession(ModelProto model, GraphOptimizationLevel level, int threads)
    {
        if (threads > 1)
            SharedThreads.Create(threads);
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = level,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddPruneOnBuildSparseKernels();
        if (threads > 1)
            options.DisablePerSessionThreads();
        _session = new InferenceSession(model.ToByteArray(), options);
        _binding = _session.CreateIoBinding();
        long[] shape = [.. model.Graph.Input[0].Type.TensorType.Shape.Dim.Select(dim => dim.DimValue)];
        _input = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, shape);
        var random = new Random(3);
        foreach (ref float value in _input.GetTensorMutableDataAsSpan<float>())
            value = random.NextSingle() - 0.5f;
        _binding.BindInput("x", _input);
        _binding.BindOutputToDevice("y", OrtMemoryInfo.DefaultInstance);
    }

    public void Run() => _session.RunWithBinding(_options, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        _options.Dispose();
        _session.Dispose();
    }
}
