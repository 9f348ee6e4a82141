using Microsoft.ML.OnnxRuntime;
using PruneOnBuild.Graph;

namespace PruneOnBuild.Kernels.OnnxRuntime.Tests.Sessions;

/// <summary>Opens models as an application does, with the sparse operators.</summary>
internal static class SparseSession
{
    public static InferenceSession Open(ModelGraph model, int threads = 1, GraphOptimizationLevel level = GraphOptimizationLevel.ORT_ENABLE_ALL)
    {
        _ = OrtEnv.Instance();
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            GraphOptimizationLevel = level,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddPruneOnBuildSparseKernels();
        return new InferenceSession(OnnxWriter.ToBytes(model.Proto, model.Path), options);
    }

    /// <summary>The first output.</summary>
    public static float[] Run(InferenceSession session, params (string Name, float[] Values, long[] Dims)[] feeds)
    {
        using var runOptions = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        var values = feeds.Select(feed => OrtValue.CreateTensorValueFromMemory(feed.Values, feed.Dims)).ToArray();
        try
        {
            using var outputs = session.Run(runOptions, [.. feeds.Select(feed => feed.Name)], values, [session.OutputNames[0]]);
            return outputs[0].GetTensorDataAsSpan<float>().ToArray();
        }
        finally
        {
            Array.ForEach(values, value => value.Dispose());
        }
    }

    public static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1)];
    }

    /// <summary>Runs a model once on random inputs of the declared sizes, n being 2.</summary>
    public static float[] RunOnce(ModelGraph model, int threads = 1, GraphOptimizationLevel level = GraphOptimizationLevel.ORT_ENABLE_ALL)
    {
        using var session = Open(model, threads, level);
        return Run(session, [.. session.InputMetadata.Select((input, index) =>
        {
            long[] dims = [.. input.Value.Dimensions.Select(dim => dim < 0 ? 2L : dim)];
            return (input.Key, Numbers((int)dims.Aggregate(1L, (product, dim) => product * dim), seed: 17 + index), dims);
        })]);
    }
}
