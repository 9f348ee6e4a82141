using System.Runtime;

namespace PruneOnBuild.Gates.Latency;

/// <summary>Keeps garbage of earlier stages from being collected in the middle of some run.</summary>
public static class QuietHeap
{
    public static T While<T>(Func<T> measure)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var mode = GCSettings.LatencyMode;
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        try
        {
            return measure();
        }
        finally
        {
            GCSettings.LatencyMode = mode;
        }
    }
}
