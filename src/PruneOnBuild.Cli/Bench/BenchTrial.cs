using System.Diagnostics;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning;

namespace PruneOnBuild.Cli.Bench;

/// <summary>Prunes in one way and measures. Whatever goes wrong is in the cell, so that the next has its turn.</summary>
internal sealed class BenchTrial(BenchJob job, ModelGraph dense, IPruner pruner, IBenchMeter meter, IProgress<string> progress)
{
    public BenchCell Run(Contender by, double asked)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            var model = job.Model with { Prune = Settings(by, asked) };
            var result = pruner.Prune(new PruneRequest(dense, model, job.Target)
            {
                Calibration = Pruner.Calibrates(model.Prune) ? meter.Calibration : null,
                Progress = progress,
            });
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            progress.Report("measuring");
            double reached = job.IsSparse ? result.After.Sparsity : (double)result.After.MultiplyAdds / result.Dense.MultiplyAdds;
            return new BenchCell(by, reached, meter.Accuracy(result.Pruned).Pruned, seconds, null) { Warnings = result.Warnings };
        }
        catch (PruneOnBuildException mistakes)
        {
            return Failed(by, start, mistakes.Diagnostics[0]);
        }
        catch (Exception fault)
        {
            return Failed(by, start, PipelineErrors.OurFault(fault, "Please report it with the model."));
        }
    }

    private PruneSettings Settings(Contender by, double asked)
    {
        var settings = job.Model.Prune;
        var goal = new Goal(job.IsSparse ? GoalKind.Sparsity : GoalKind.Flops, asked);
        settings = settings with { Goal = settings.Goal with { Value = goal } };
        return by == Contender.Ours ? settings : settings with
        {
            Criterion = settings.Criterion with { Value = by == Contender.L1 ? Criterion.L1 : Criterion.L2 },
            Recovery = settings.Recovery with { Value = Recovery.None },
        };
    }

    private static BenchCell Failed(Contender by, long start, Diagnostic mistake) =>
        new(by, double.NaN, double.NaN, Stopwatch.GetElapsedTime(start).TotalSeconds, mistake);
}
