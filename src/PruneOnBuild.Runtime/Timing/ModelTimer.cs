using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime.Timing;

/// <summary>How long a model in memory takes, as a whole or node by node. For search: gates compare models side by side instead.</summary>
public static class ModelTimer
{
    /// <summary>Milliseconds of one run, while no other build on this machine times anything.</summary>
    /// <exception cref="PruneOnBuildException">The runtime refuses or fails to run the model.</exception>
    public static double TimeMs(byte[] model, SessionSettings settings, IReadOnlyDictionary<string, Tensor> feeds, string name, Action<string>? say = null)
    {
        using var session = ModelSession.Open(model, settings, name);
        using var bound = session.Bind(feeds);
        using var timing = TimingLock.Acquire(say);
        return QuietTime.Of(TimedRuns.Of(bound));
    }

    /// <summary>Milliseconds of one run of each model, in turns, while no other build on this machine times anything.</summary>
    /// <exception cref="PruneOnBuildException">The runtime refuses or fails to run a model.</exception>
    public static IReadOnlyList<double> SideBySide(
        IReadOnlyList<byte[]> models, SessionSettings settings, IReadOnlyDictionary<string, Tensor> feeds, string name, Action<string>? say = null)
    {
        const int Turns = 5;
        settings = settings with { Spinning = Spinning.WithinRuns };
        var sessions = new List<(ModelSession Session, BoundRun Bound)>();
        try
        {
            foreach (var model in models)
            {
                var session = ModelSession.Open(model, settings, name);
                sessions.Add((session, session.Bind(feeds)));
            }

            using var timing = TimingLock.Acquire(say);
            var times = sessions.ConvertAll(_ => new List<double>());
            for (var turn = 0; turn < Turns; turn++)
                for (var i = 0; i < sessions.Count; i++)
                    times[i].AddRange(TimedRuns.Of(sessions[i].Bound));
            return [.. times.Select(QuietTime.Of)];
        }
        finally
        {
            foreach (var (session, bound) in sessions)
            {
                bound.Dispose();
                session.Dispose();
            }
        }
    }

    /// <summary>
    /// Milliseconds of every node, by the runtime's own profile: the kernels alone, without what the profile itself costs. Of what a provider
    /// on another device does it sees the launch only, so it is for providers on the CPU.
    /// </summary>
    /// <exception cref="PruneOnBuildException">The runtime refuses or fails to run the model.</exception>
    public static IReadOnlyList<KernelTime> Kernels(
        byte[] model, SessionSettings settings, IReadOnlyDictionary<string, Tensor> feeds, string name, Action<string>? say = null)
    {
        using var profile = new ProfileFolder();
        using var session = ModelSession.Open(model, settings with { ProfilePrefix = profile.Prefix }, name);
        using (var bound = session.Bind(feeds))
        using (TimingLock.Acquire(say))
            TimedRuns.Of(bound);
        return KernelProfile.Read(session.EndProfiling(), TimedRuns.WarmUps);
    }
}
