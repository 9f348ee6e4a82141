using System.Globalization;
using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Benchmarks.NoOp;

/// <summary>The engine's own record of one no-op build, in milliseconds.</summary>
/// <param name="TargetsMs">Our targets, skipped or not.</param>
/// <param name="EvaluationMs">The passes over our targets file, as the engine's profiler of evaluation takes them.</param>
internal sealed record EngineTime(double TargetsMs, double EvaluationMs)
{
    public static EngineTime Of(ThrowawayProject project)
    {
        var profile = project.PathOf("../evaluation.md");
        var build = project.Build("--no-restore", "-p:UseSharedCompilation=false", $"-profileevaluation:{profile}").ShouldPass();
        // Id, parent, pass, file, line, expression, ms, share, own ms, own share, ... The shares have a digit more than the milliseconds.
        var rows = File.ReadLines(profile).Select(row => row.Split('|')).Where(cells => cells.Length > 12).ToList();
        var total = rows.Where(cells => cells[2] == "Total evaluation").Sum(cells => Number(cells[6]));
        var share = rows.Where(cells => cells[3] == "PruneOnBuild.targets").Sum(cells => Number(cells[^4].TrimEnd('%')));
        return new(build.OwnTargetsMs, total * share / 100);
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
