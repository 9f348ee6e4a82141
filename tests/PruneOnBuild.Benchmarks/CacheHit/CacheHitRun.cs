using System.Diagnostics;
using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Benchmarks.CacheHit;

/// <summary>
/// What our targets cost a fresh clone whose results lie in a cache: the engine's own time of them, and the worker's time by itself. A run is repeated
/// without the worker, or made by a worker that finds all stages stored. Every build is a cold start, no node is reused, and nothing of ours is left in obj.
/// </summary>
internal static class CacheHitRun
{
    private const double LimitMs = 250;

    private const string Passing = "size: { maxShare: 90% }, latency: { speedup: 0.01 }";
    private const string Missed = "size: { maxShare: 1% }, latency: { speedup: 0.01 }";

    /// <param name="builds">How many of each kind.</param>
    /// <returns>1 where a median is above the limit.</returns>
    public static int Run(int builds)
    {
        var project = RealPolicy.Project().WriteRealPolicy(Passing);
        Directory.CreateDirectory(project.PathOf(".git"));
        project.Build(Cache(project), "-p:PruneOnBuildLock=update").ShouldPass();
        var committed = File.ReadAllText(project.PathOf("prune.lock"));
        File.Delete(project.PathOf("prune.lock"));

        Medians.Print($"| {builds} builds of each | our targets, median ms | fastest ms | the worker alone, median ms |");
        Medians.Print($"|---|---:|---:|---:|");
        var hit = Row(project, builds, "hit, published", () => { }, isMissed: false);
        Row(project, builds, "hit of the stages alone: the worker runs", () => Delete(project.PathOf("../cache/runs")), isMissed: false);
        project.WriteRealPolicy(Missed);
        var missed = Row(project, builds, "missed gate, said again", () => { }, isMissed: true);
        project.WriteRealPolicy(Passing);
        File.WriteAllText(project.PathOf("prune.lock"), committed);
        Row(project, builds, "prune.lock alone, no cache: applied and measured", () => Delete(CacheFolder(project)), isMissed: false);
        Medians.Print($"at most {LimitMs:F0} ms is wanted of a hit and of a missed gate");
        return hit <= LimitMs && missed <= LimitMs ? 0 : 1;
    }

    /// <returns>The median of what the engine spent on our targets, in ms.</returns>
    private static double Row(ThrowawayProject project, int builds, string name, Action prepare, bool isMissed)
    {
        List<double> targets = [], workers = [];
        // What is measured is the second clone.
        Build();
        for (var build = 0; build < builds; build++)
        {
            targets.Add(Build().OwnTargetsMs);
            prepare();
            workers.Add(WorkerMs(project));
        }
        Medians.Print($"| {name} | {Medians.Of(targets):F0} | {targets.Min():F0} | {Medians.Of(workers):F0} |");
        return Medians.Of(targets);

        BuildResult Build()
        {
            prepare();
            FreshClone(project);
            var result = project.Build("--no-restore", Cache(project), "-p:UseSharedCompilation=false");
            return isMissed ? result.ShouldFail() : result.ShouldPass();
        }
    }

    private static double WorkerMs(ThrowawayProject project)
    {
        var worker = Path.Combine(PackedPackage.Packages, "pruneonbuild", PackedPackage.Version, "tools", "worker", "prune-on-build.dll");
        var watch = Stopwatch.StartNew();
        DotNet.Run(
            project.Folder, "exec", worker, "prune", "--policy", project.PathOf("prune.yaml"), "--model", project.PathOf(HangingBuild.Model),
            "--output", project.PathOf("../alone"), "--cache", CacheFolder(project), "--ci", "none");
        return watch.Elapsed.TotalMilliseconds;
    }

    private static void FreshClone(ThrowawayProject project)
    {
        foreach (var made in (string[])["obj/prune", "obj/Debug", "bin", "../alone"])
            Delete(project.PathOf(made));
    }

    private static string Cache(ThrowawayProject project) => $"-p:PruneOnBuildCache={CacheFolder(project)}";

    private static string CacheFolder(ThrowawayProject project) => project.PathOf("../cache");

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
