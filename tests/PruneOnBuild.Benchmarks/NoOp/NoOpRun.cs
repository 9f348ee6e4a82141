using System.Diagnostics;
using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Benchmarks.NoOp;

/// <summary>
/// What a build costs in which nothing has changed: the same project with PruneOnBuild and with an ordinary package, built in turns, and the engine's
/// own times of our targets and our files' evaluation. Every build is a cold start: no node and no server is reused.
/// </summary>
internal static class NoOpRun
{
    private const double WallLimit = 0.02;
    private const double EngineLimitMs = 15;

    /// <param name="pairs">How many builds of each.</param>
    /// <returns>1 where a limit is exceeded.</returns>
    public static int Run(int pairs)
    {
        var ours = new ThrowawayProject(name: "Ours").Model("Models/m.onnx").Policy("behaviour: passed");
        var ordinary = new ThrowawayProject(name: "Ordinary", reference: false).OnnxRuntime()
            .Write("Models/m.onnx", "dense").Item("None", "Models/m.onnx", ("CopyToOutputDirectory", "PreserveNewest"));
        ours.OnnxRuntime();
        foreach (var project in (ThrowawayProject[])[ours, ordinary, ours, ordinary])
            project.Build("-p:UseSharedCompilation=false").ShouldPass();

        List<double> withOurs = [], without = [], ratios = [];
        for (var pair = 0; pair < pairs; pair++)
        {
            // Each goes first as often as the other, so that what the first leaves warm helps both alike.
            var (first, second) = pair % 2 == 0 ? (ours, ordinary) : (ordinary, ours);
            var (one, other) = (Milliseconds(first), Milliseconds(second));
            var (mine, theirs) = pair % 2 == 0 ? (one, other) : (other, one);
            withOurs.Add(mine);
            without.Add(theirs);
            ratios.Add(mine / theirs);
        }

        var engine = Enumerable.Range(0, 5).Select(_ => EngineTime.Of(ours)).ToList();
        var (ratio, targets, evaluation) =
            (Medians.Of(withOurs) / Medians.Of(without), Medians.Of(engine.Select(time => time.TargetsMs)), Medians.Of(engine.Select(time => time.EvaluationMs)));
        Medians.Print($"| {pairs} no-op builds of each | median ms | fastest ms |");
        Medians.Print($"|---|---:|---:|");
        Medians.Print($"| an ordinary package | {Medians.Of(without):F0} | {without.Min():F0} |");
        Medians.Print($"| and PruneOnBuild | {Medians.Of(withOurs):F0} | {withOurs.Min():F0} |");
        Medians.Print($"ratio of medians {ratio:F3}, median of the pairs' ratios {Medians.Of(ratios):F3}; at most {1 + WallLimit:F2} is wanted");
        Medians.Print($"engine, median of {engine.Count}: our targets {targets:F1} ms, evaluation of our files {evaluation:F1} ms; at most {EngineLimitMs:F0} ms is wanted");
        return ratio <= 1 + WallLimit && targets + evaluation <= EngineLimitMs ? 0 : 1;
    }

    private static double Milliseconds(ThrowawayProject project)
    {
        var watch = Stopwatch.StartNew();
        var (exitCode, output) = DotNet.Run(
            project.Folder, "build", project.ProjectFile, "--no-restore", "-nologo", "-tl:off", "-m:1", "-nodeReuse:false", "-p:UseSharedCompilation=false");
        return exitCode == 0 ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException(output);
    }
}
