using Microsoft.ML.OnnxRuntime;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime;

/// <summary>The process-wide part of ONNX Runtime, created once, with its log kept off the console.</summary>
internal static class OnnxEnvironment
{
    private static readonly Lazy<OrtEnv> s_instance = new(Create);

    /// <exception cref="PruneOnBuildException">The native library is missing or does not load.</exception>
    public static OrtEnv Instance
    {
        get
        {
            try
            {
                return s_instance.Value;
            }
            catch (Exception error) when (NativeFault(error) is { } fault)
            {
                throw RuntimeErrors.RuntimeDoesNotLoad(fault);
            }
        }
    }

    private static OrtEnv Create()
    {
        // Whatever the runtime logs as an error it also throws, and errors reach the user as diagnostics.
        var options = new EnvironmentCreationOptions { logId = "prune-on-build", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        var environment = OrtEnv.IsCreated ? OrtEnv.Instance() : OrtEnv.CreateInstanceWithOptions(ref options);
        environment.DisableTelemetryEvents();
        return environment;
    }

    private static Exception? NativeFault(Exception error) => error switch
    {
        DllNotFoundException or EntryPointNotFoundException or BadImageFormatException => error,
        TypeInitializationException { InnerException: { } inner } => NativeFault(inner),
        _ => null,
    };
}
