using System.Collections.Immutable;

namespace PruneOnBuild.Gates.Memory;

/// <summary>Measures the memory of dense and pruned in fresh processes, in turns, beside processes that open nothing.</summary>
public static class MemoryMeter
{
    /// <summary>Processes for each model.</summary>
    public const int Processes = 5;

    /// <param name="peak">Peak resident bytes of a fresh process that opens the model of that path, or none.</param>
    /// <param name="feeds">What the processes feed, in words.</param>
    public static MemoryMeasurement Measure(Func<string?, long> peak, string densePath, string prunedPath, string feeds)
    {
        string?[] paths = [null, densePath, prunedPath];
        var bytes = paths.Select(_ => new List<double>()).ToArray();
        for (var turn = 0; turn < Processes; turn++)
            for (var i = 0; i < paths.Length; i++)
                bytes[i].Add(peak(paths[i]));
        return new MemoryMeasurement([.. bytes[0]], [.. bytes[1]], [.. bytes[2]], feeds);
    }
}
