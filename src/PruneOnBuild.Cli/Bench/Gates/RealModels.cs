using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Runtime;
using PruneOnBuild.Runtime.Timing;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>The models that are really run: two chains of equal layers, and one that the user may name.</summary>
internal sealed class RealModels : IDisposable
{
    private const int LongLayers = 24;
    private const int ShortLayers = 20;
    private static readonly TimeSpan s_recording = TimeSpan.FromSeconds(8);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prune-on-build-gates-");
    private readonly SessionSettings _settings;

    /// <param name="named">Null: the long chain.</param>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">The runtime refuses the model.</exception>
    public RealModels(string? named, int threads)
    {
        (Threads, _settings) = (threads, new SessionSettings(threads));
        (Long, Short) = (Write(LongLayers), Write(ShortLayers));
        Named = named ?? Long;
    }

    public string Named { get; }

    public int Threads { get; }

    public string Long { get; }

    public string Short { get; }

    /// <summary>Of the long chain's time over the short one's.</summary>
    public static double Ratio => (double)LongLayers / ShortLayers;

    public LatencyMeasurement Measure(string dense, string pruned, LatencyPlan plan) =>
        LatencyMeter.Measure(dense, pruned, _settings, Feeds(dense), plan);

    /// <summary>Milliseconds of every run of the named model, without a pause, for some seconds.</summary>
    public IReadOnlyList<double> Record()
    {
        using var model = new BoundModel(Named, _settings with { Spinning = Spinning.WithinRuns }, Feeds(Named));
        using var timing = TimingLock.Acquire();
        var clock = TimeProvider.System;
        var times = new List<double>();
        long begin = clock.GetTimestamp();
        while (clock.GetElapsedTime(begin) < s_recording)
        {
            long start = clock.GetTimestamp();
            model.Run();
            times.Add(clock.GetElapsedTime(start).TotalMilliseconds);
        }
        return times;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private IReadOnlyDictionary<string, Tensor> Feeds(string path)
    {
        using var session = ModelSession.Open(path, _settings);
        return RandomInputs.Suiting(session, seed: 1);
    }

    private string Write(int layers)
    {
        string path = Path.Combine(_folder.FullName, FormattableString.Invariant($"chain{layers}.onnx"));
        File.WriteAllBytes(path, ChainModel.Of(layers));
        return path;
    }
}
