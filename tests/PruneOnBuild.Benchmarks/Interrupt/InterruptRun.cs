using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Benchmarks.Interrupt;

/// <summary>How long after a signal the last process of ours is gone: the worker, and what it has started.</summary>
internal static class InterruptRun
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <param name="times">How often each kind.</param>
    /// <returns>1 where one took longer than the limit.</returns>
    public static int Run(int times)
    {
        (string Name, Func<ThrowawayProject, HangingBuild> Start, Action<HangingBuild> Interrupt)[] kinds =
        [
            ("INT to the build, worker in a runner of the user's", HangingBuild.InARunner, build => build.SignalBuild("INT")),
            ("KILL of the build, worker in a runner of the user's", HangingBuild.InARunner, build => build.SignalBuild("KILL")),
            ("KILL of the build, worker reading the model", HangingBuild.InTheModel, build => build.SignalBuild("KILL")),
            ("KILL of the worker, reading the model", HangingBuild.InTheModel, build => build.SignalWorker("KILL")),
        ];
        Medians.Print($"| {times} of each | median ms | longest ms |");
        Medians.Print($"|---|---:|---:|");
        var longest = kinds.Max(kind => Row(kind.Name, times, kind.Start, kind.Interrupt));
        Medians.Print($"at most {s_limit.TotalMilliseconds:F0} ms is wanted");
        return longest <= s_limit.TotalMilliseconds ? 0 : 1;
    }

    /// <returns>The longest, in ms.</returns>
    private static double Row(string name, int times, Func<ThrowawayProject, HangingBuild> start, Action<HangingBuild> interrupt)
    {
        var project = RealPolicy.Project();
        project.Build().ShouldPass();
        var policy = project.Read("prune.yaml");
        List<double> milliseconds = [];
        for (var time = 0; time < times; time++)
        {
            project.Write("prune.yaml", policy);
            using (var build = start(project))
            {
                interrupt(build);
                milliseconds.Add(build.WaitForNoProcess(s_patience).TotalMilliseconds);
            }
            HangingBuild.Mend(project);
        }
        Medians.Print($"| {name} | {Medians.Of(milliseconds):F0} | {milliseconds.Max():F0} |");
        return milliseconds.Max();
    }
}
