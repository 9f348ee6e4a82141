using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning;
using PruneOnBuild.Runtime;
using static PruneOnBuild.Benchmarks.Real.Declared;

namespace PruneOnBuild.Benchmarks.Real;

/// <summary>Cuts channels down to a share of the multiply-adds, or as far as the model can be cut.</summary>
internal static class RealPrune
{
    /// <summary>The networks are small: a coarser step would leave some of them no width to go to.</summary>
    private static readonly TargetPolicy Target = new() { Name = "cpu", Location = Place, Hardware = Hardware.Cpu, Widths = 1 };

    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">The model cannot be cut.</exception>
    public static PruneResult Run(ModelGraph dense, double share, Criterion criterion, Recovery recovery, SampleSet? calibration, IProgress<string> progress) =>
        new Pruner().Prune(new PruneRequest(
            dense,
            new ModelPolicy
            {
                Location = Place,
                Path = At(dense.Path),
                Target = At(Target.Name),
                Prune = new PruneSettings
                {
                    Goal = At(new Goal(GoalKind.Flops, share)),
                    Criterion = At(criterion),
                    Recovery = At(recovery),
                    Allocation = At(Allocation.Global),
                },
            },
            Target) { Calibration = calibration, Progress = progress });

    public static double Reached(PruneResult result) => (double)result.After.MultiplyAdds / result.Dense.MultiplyAdds;
}
