using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Latency;

/// <summary>
/// Milliseconds from opening a model's file to the end of its first run, of several openings of both models in turns, in a process whose
/// runtime is loaded and with the files in the system's cache.
/// </summary>
public sealed record ColdStart(ImmutableArray<double> DenseMs, ImmutableArray<double> PrunedMs)
{
    private const int MinOpenings = 7;
    private const int MaxOpenings = 15;
    private static readonly TimeSpan s_enough = TimeSpan.FromSeconds(5);

    [JsonIgnore]
    public double DenseMedianMs => OrderStatistics.Median(DenseMs.AsSpan());

    [JsonIgnore]
    public double PrunedMedianMs => OrderStatistics.Median(PrunedMs.AsSpan());

    /// <param name="openDense">Opens the model anew and binds its feeds.</param>
    public static ColdStart Measure<T>(Func<T> openDense, Func<T> openPruned, TimeProvider clock)
        where T : ITimedModel, IDisposable
    {
        var dense = ImmutableArray.CreateBuilder<double>();
        var pruned = ImmutableArray.CreateBuilder<double>();
        var start = clock.GetTimestamp();
        while (dense.Count < MaxOpenings && (dense.Count < MinOpenings || clock.GetElapsedTime(start) < s_enough))
        {
            dense.Add(Once(openDense));
            pruned.Add(Once(openPruned));
        }

        return new ColdStart(dense.ToImmutable(), pruned.ToImmutable());

        double Once(Func<T> open)
        {
            var opening = clock.GetTimestamp();
            using var model = open();
            model.Run();
            return clock.GetElapsedTime(opening).TotalMilliseconds;
        }
    }
}
