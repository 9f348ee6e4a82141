using PruneOnBuild.Runtime;
using System.Collections.Immutable;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning;
using PruneOnBuild.Pruning.Plans;

namespace PruneOnBuild.Cli.Tests;

/// <summary>Gives the dense model back, counts its calls, and warns at the goal.</summary>
internal sealed class FakePruner : IPruner
{
    private int _calls;

    public int Calls => _calls;

    /// <summary>Called with the trials while they last.</summary>
    public Action<ITrials>? Trial { get; set; }

    /// <summary>Thrown instead of a result.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Given instead of the dense model.</summary>
    public ModelGraph? Result { get; set; }

    /// <summary>Of the last call; null: search was asked for.</summary>
    public LockedPlan? Plan { get; private set; }

    /// <summary>What it was asked last.</summary>
    public PruneRequest? Request { get; private set; }

    public PruneResult Prune(PruneRequest request)
    {
        Request = request;
        Trial?.Invoke(request.Trials!);
        Interlocked.Increment(ref _calls);
        Plan = request.Plan;
        request.Progress.Report("pruning");
        if (Failure is not null)
            throw Failure;
        var cost = new ModelCost(100, 100, 2000, 400);
        return new PruneResult(
            Result is null ? request.Dense : new ModelGraph(Result.Proto, request.Dense.Path),
            new PrunePlan("structured", [new GroupPlan("conv1 output", 8, [0, 1, 2, 3], "conv1 output -> conv2 input")], [], []),
            new LawCheck(0, 1e-4, 3),
            cost,
            cost with { MultiplyAdds = 1000 },
            [Diagnostic.Warning("POB3099", request.Model.Prune.Goal.Location, "The widths left no more room.")]);
    }
}
