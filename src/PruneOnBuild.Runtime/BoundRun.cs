using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime;

/// <summary>
/// A session with its inputs in native memory and its outputs bound: the first run allocates the outputs, later ones write into them.
/// What latency measurement times is <see cref="Run"/> and nothing else.
/// </summary>
public sealed class BoundRun : IDisposable
{
    private readonly InferenceSession _session;
    private readonly SourceLocation _place;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _runOptions = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    private readonly List<OrtValue> _inputs = [];

    internal BoundRun(
        InferenceSession session, SourceLocation place, IReadOnlyDictionary<string, Tensor> feeds, ImmutableArray<TensorSpec> outputs)
    {
        _session = session;
        _place = place;
        _binding = session.CreateIoBinding();
        try
        {
            foreach (var (name, tensor) in feeds)
            {
                _inputs.Add(OrtValues.Create(tensor));
                _binding.BindInput(name, _inputs[^1]);
            }

            foreach (var output in outputs)
                _binding.BindOutputToDevice(output.Name, OrtMemoryInfo.DefaultInstance);
        }
        catch (OnnxRuntimeException error)
        {
            Dispose();
            throw RuntimeErrors.RunFailed(place, error);
        }
    }

    /// <exception cref="PruneOnBuildException">The runtime fails.</exception>
    public void Run()
    {
        try
        {
            _session.RunWithBinding(_runOptions, _binding);
        }
        catch (OnnxRuntimeException error)
        {
            throw RuntimeErrors.RunFailed(_place, error);
        }
    }

    public void Dispose()
    {
        _binding.Dispose();
        _runOptions.Dispose();
        foreach (var input in _inputs)
            input.Dispose();
    }
}
