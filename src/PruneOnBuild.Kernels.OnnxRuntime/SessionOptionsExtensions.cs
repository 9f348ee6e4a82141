using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.ML.OnnxRuntime;

namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>Lets sessions run models with sparse operators.</summary>
public static class SessionOptionsExtensions
{
    // The runtime refuses a session whose options know an operator twice.
    private static readonly ConditionalWeakTable<SessionOptions, object> s_knowing = [];

    /// <summary>
    /// Makes the operators of <see cref="SparseOperators"/> known to sessions that are created with these options. Calling it again does
    /// nothing. Set <see cref="SessionOptions.IntraOpNumThreads"/> before, so that work is cut into as many pieces as there are threads.
    /// </summary>
    /// <returns>The same options.</returns>
    /// <exception cref="NotSupportedException">The native ONNX Runtime is older than 1.17.</exception>
    public static SessionOptions AddPruneOnBuildSparseKernels(this SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        lock (s_knowing)
        {
            if (s_knowing.TryGetValue(options, out _))
                return options;

            bool isHeld = false;
            try
            {
                options.DangerousAddRef(ref isHeld);
                SparseOperators.Register(options.DangerousGetHandle(), LoadedRuntime.ApiBase);
            }
            finally
            {
                if (isHeld)
                    options.DangerousRelease();
            }

            if (options.IntraOpNumThreads > 0)
                options.AddSessionConfigEntry(SparseOperators.ThreadsKey, options.IntraOpNumThreads.ToString(CultureInfo.InvariantCulture));
            s_knowing.Add(options, s_knowing);
            return options;
        }
    }
}
