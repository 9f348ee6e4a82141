using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Kernels.OnnxRuntime;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime;

/// <summary>A model loaded by ONNX Runtime. Every error of the runtime becomes a diagnostic at the model's file.</summary>
public sealed class ModelSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };

    private ModelSession(InferenceSession session, SourceLocation place)
    {
        _session = session;
        Place = place;
        Inputs = [.. session.InputNames.Select(name => Spec(name, session.InputMetadata[name])).OfType<TensorSpec>()];
        Outputs = [.. session.OutputNames.Select(name => Spec(name, session.OutputMetadata[name])).OfType<TensorSpec>()];
    }

    /// <summary>The model's file, or the name that the caller gave to a model in memory.</summary>
    public SourceLocation Place { get; }

    /// <summary>What must be fed: the tensor inputs, without those that an initializer gives a value to.</summary>
    public ImmutableArray<TensorSpec> Inputs { get; }

    /// <summary>The outputs that are tensors; sequences and maps are left out.</summary>
    public ImmutableArray<TensorSpec> Outputs { get; }

    /// <summary>Opens a model file; external data is looked for beside it.</summary>
    /// <exception cref="PruneOnBuildException">The file is missing, or the runtime refuses it or the provider.</exception>
    public static ModelSession Open(string path, SessionSettings settings)
    {
        var place = new SourceLocation(path);
        return File.Exists(path)
            ? Open(options => new InferenceSession(path, options), settings, place)
            : throw RuntimeErrors.NoModelFile(place);
    }

    /// <summary>Opens a model held in memory. <paramref name="name"/> stands for its file in messages.</summary>
    /// <exception cref="PruneOnBuildException">The runtime refuses the model or the provider.</exception>
    public static ModelSession Open(byte[] model, SessionSettings settings, string name = "model in memory") =>
        Open(options => new InferenceSession(model, options), settings, new SourceLocation(name));

    /// <summary>Runs the model once.</summary>
    /// <param name="feeds">A tensor for each of <see cref="Inputs"/>.</param>
    /// <param name="outputs">Names of the outputs wanted, in that order; null: all of <see cref="Outputs"/>.</param>
    /// <exception cref="PruneOnBuildException">The runtime fails, or a wanted output is no tensor.</exception>
    public IReadOnlyList<Tensor> Run(IReadOnlyDictionary<string, Tensor> feeds, IReadOnlyList<string>? outputs = null)
    {
        string[] wanted = [.. outputs ?? Outputs.Select(output => output.Name)];
        var values = new Dictionary<string, OrtValue>();
        try
        {
            foreach (var (name, tensor) in feeds)
                values.Add(name, OrtValues.Create(tensor));
            using var results = _session.Run(_runOptions, values.Keys, values.Values, wanted);
            return [.. results.Select((result, index) => OrtValues.Read(result)
                ?? throw RuntimeErrors.NoSuchOutput(Place, wanted[index], Outputs.Select(output => output.Name)))];
        }
        catch (OnnxRuntimeException error)
        {
            throw RuntimeErrors.RunFailed(Place, error);
        }
        finally
        {
            foreach (var value in values.Values)
                value.Dispose();
        }
    }

    /// <summary>Binds inputs and outputs once, for runs that allocate nothing and copy nothing between .NET and the runtime.</summary>
    public BoundRun Bind(IReadOnlyDictionary<string, Tensor> feeds) => new(_session, Place, feeds, Outputs);

    /// <summary>Ends profiling and gives the file that was written; only with <see cref="SessionSettings.ProfilePrefix"/>.</summary>
    internal string EndProfiling() => _session.EndProfiling();

    public void Dispose()
    {
        _runOptions.Dispose();
        _session.Dispose();
    }

    private static ModelSession Open(Func<SessionOptions, InferenceSession> open, SessionSettings settings, SourceLocation place)
    {
        _ = OnnxEnvironment.Instance;
        try
        {
            using var options = Options(settings);
            return new ModelSession(open(options), place);
        }
        catch (OnnxRuntimeException error)
        {
            throw RuntimeErrors.ModelRefused(place, error);
        }
    }

    private static SessionOptions Options(SessionSettings settings)
    {
        var options = new SessionOptions
        {
            GraphOptimizationLevel = settings.Optimize ? GraphOptimizationLevel.ORT_ENABLE_ALL : GraphOptimizationLevel.ORT_DISABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            InterOpNumThreads = 1,
            IntraOpNumThreads = settings.Threads ?? 0,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        if (settings.Spinning == Spinning.Never)
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        if (settings.Spinning == Spinning.WithinRuns)
            options.AddSessionConfigEntry("session.force_spinning_stop", "1");

        try
        {
            if (settings.ProfilePrefix is { } profile)
            {
                options.ProfileOutputPathPrefix = profile;
                options.EnableProfiling = true;
            }

            ExecutionProviders.Append(options, settings);
            options.AddPruneOnBuildSparseKernels();
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    private static TensorSpec? Spec(string name, NodeMetadata metadata) => !metadata.IsTensor ? null : new TensorSpec(
        name,
        metadata.ElementDataType,
        [.. metadata.Dimensions.Select(dim => (long)dim)],
        [.. metadata.SymbolicDimensions]);
}
