using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Runtime;
using PruneOnBuild.Runtime.Timing;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>The model that is really run: the one that the user names, or a chain of equal layers.</summary>
internal sealed class RealModel : IDisposable
{
    private const int Layers = 24;
    private static readonly TimeSpan s_recording = TimeSpan.FromSeconds(8);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prune-on-build-gates-");
    private readonly SessionSettings _settings;

    /// <param name="named">Null: the chain.</param>
    public RealModel(string? named, int threads)
    {
        (Threads, _settings) = (threads, new SessionSettings(threads));
        Named = named ?? Path.Combine(_folder.FullName, "chain.onnx");
        if (named is null)
            File.WriteAllBytes(Named, ChainModel.Of(Layers));
    }

    public string Named { get; }

    public int Threads { get; }

    /// <summary>A session as a latency gate opens it.</summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">The runtime refuses the model.</exception>
    public BoundModel Open() => new(Named, _settings with { Spinning = Spinning.WithinRuns }, Feeds());

    /// <summary>Milliseconds of every run of the named model, without a pause, for some seconds.</summary>
    public IReadOnlyList<double> Record()
    {
        using var model = Open();
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

    private IReadOnlyDictionary<string, Tensor> Feeds()
    {
        using var session = ModelSession.Open(Named, _settings);
        return RandomInputs.Suiting(session, seed: 1);
    }
}
