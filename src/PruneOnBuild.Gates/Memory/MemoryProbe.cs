using System.Diagnostics;
using System.Globalization;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Memory;

/// <summary>What the fresh process does. Nothing else may run in it: the peak is the whole process's.</summary>
public static class MemoryProbe
{
    /// <summary>Opens the model, runs one sample, and gives the peak resident bytes of this process.</summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">The runtime refuses or fails to run the model.</exception>
    public static long Run(MemoryRequest request)
    {
        var settings = new SessionSettings(request.Threads, request.Provider);
        _ = MachineFingerprint.Current(settings);
        if (request.Model is { } path)
        {
            using var session = ModelSession.Open(path, settings);
            session.Run(RandomInputs.For(request.Feeds, seed: 0));
        }

        return PeakBytes();
    }

    private static long PeakBytes()
    {
        const string Key = "VmHWM:";
        if (OperatingSystem.IsLinux())
        {
            var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Key, StringComparison.Ordinal));
            return 1024 * long.Parse(line[Key.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }

        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
