using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Kernels.OnnxRuntime;

namespace PruneOnBuild.Benchmarks.SparseModels;

/// <summary>A model in a session of its own, with an input that never changes.</summary>
internal sealed class ModelRival : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _input;
    private readonly RunOptions _options = new();

    /// <param name="profile">Path that a profile's name begins with; null: none is written.</param>
    public ModelRival(byte[] model, GraphOptimizationLevel level, int threads, string? profile = null)
    {
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = level,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // A session's threads wait busily for a while after a run: into the next rival's.
        options.AddSessionConfigEntry("session.force_spinning_stop", "1");
        if (profile is not null)
            (options.EnableProfiling, options.ProfileOutputPathPrefix) = (true, profile);
        options.AddPruneOnBuildSparseKernels();
        _session = new InferenceSession(model, options);
        _binding = _session.CreateIoBinding();
        var (name, input) = _session.InputMetadata.Single();
        _input = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, TensorElementType.Float, [.. input.Dimensions.Select(dim => (long)dim)]);
        var random = new Random(3);
        foreach (ref float value in _input.GetTensorMutableDataAsSpan<float>())
            value = random.NextSingle() - 0.5f;
        _binding.BindInput(name, _input);
        _binding.BindOutputToDevice(_session.OutputMetadata.Single().Key, OrtMemoryInfo.DefaultInstance);
    }

    public void Run() => _session.RunWithBinding(_options, _binding);

    public float[] Output()
    {
        Run();
        using var outputs = _binding.GetOutputValues();
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Where the profile is.</summary>
    public string EndProfiling() => _session.EndProfiling();

    public void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        _options.Dispose();
        _session.Dispose();
    }
}
