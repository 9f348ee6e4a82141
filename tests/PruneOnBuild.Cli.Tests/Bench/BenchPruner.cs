using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning;
using PruneOnBuild.Pruning.Plans;

namespace PruneOnBuild.Cli.Tests.Bench;

/// <summary>Reaches just what is asked for, and keeps the settings that it was asked with.</summary>
internal sealed class BenchPruner : IPruner
{
    public List<PruneSettings> Asked { get; } = [];

    /// <summary>Thrown for settings that it says something of.</summary>
    public Func<PruneSettings, Exception?> Failure { get; set; } = _ => null;

    public static PruneOnBuildException OutOfReach(PruneSettings settings) =>
        new(Diagnostic.Error("POB3006", settings.Goal.Location, "Goal flops: 0.3 is out of reach: at least 0.41 stays, because " + new string('x', 120)));

    public PruneResult Prune(PruneRequest request)
    {
        var settings = request.Model.Prune;
        Asked.Add(settings);
        if (Failure(settings) is { } failure)
            throw failure;
        var dense = new ModelCost(1000, 1000, 1000, 4000);
        double value = settings.Goal.Value.Value;
        var after = settings.Goal.Value.Kind == GoalKind.Sparsity
            ? dense with { NonZeros = (long)Math.Round(1000 * (1 - value)) }
            : dense with { MultiplyAdds = (long)Math.Round(1000 * value) };
        return new PruneResult(request.Dense, new PrunePlan("structured", [], [], []), new LawCheck(0, 1e-4, 3), dense, after, []);
    }
}
