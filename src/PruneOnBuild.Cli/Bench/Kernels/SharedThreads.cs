using Microsoft.ML.OnnxRuntime;

namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>
/// The threads of all sessions of a bench. Each session's own would wait busily for a while after a run, and into the next rival's; and if they
/// slept at once, each run would begin by waking them, which layers in the midst of a model don't.
/// </summary>
internal static class SharedThreads
{
    private static bool s_exists;

    /// <summary>Before all else of ONNX Runtime, whose environment is made once and with its threads.</summary>
    /// <param name="threads">The same in all calls: a process has one such set.</param>
    public static void Create(int threads)
    {
        if (s_exists)
            return;
        using var shared = new OrtThreadingOptions { GlobalIntraOpNumThreads = threads, GlobalInterOpNumThreads = 1 };
        var creation = new EnvironmentCreationOptions
        {
            logId = "prune-on-build", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, threadOptions = shared,
        };
        _ = OrtEnv.CreateInstanceWithOptions(ref creation);
        s_exists = true;
    }
}
