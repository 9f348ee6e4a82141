using System.Collections.Immutable;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Memory;
using PruneOnBuild.Gates.Predicted;
using PruneOnBuild.Gates.Size;
using PruneOnBuild.Gates.Structure;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning;
using PruneOnBuild.Pruning.Plans;
using PruneOnBuild.Pruning.Swaps;
using PruneOnBuild.Reports.Sections;

namespace PruneOnBuild.Reports;

/// <summary>
/// All that one run says of one model. report.json holds it as it is (docs/report.md describes each key); the console and
/// report.md show it to people. Equal inputs give equal reports on every machine, but for <see cref="Latency"/>, the verdicts on
/// it, and <see cref="Run"/>.
/// </summary>
public sealed record Report
{
    /// <summary>Version of the JSON form: it rises when a key changes its meaning or goes.</summary>
    public int Schema { get; init; } = 2;

    /// <summary>Version of PruneOnBuild.</summary>
    public required string Tool { get; init; }

    public required ReportOutcome Outcome { get; init; }

    public required ModelSection Model { get; init; }

    public required TargetSection Target { get; init; }

    public required PruneSection Prune { get; init; }

    /// <summary>Null: the policy names no data.</summary>
    public DataSection? Data { get; init; }

    /// <summary>One for each threshold of the policy; none where it has no gates.</summary>
    public required ImmutableArray<Verdict> Verdicts { get; init; }

    /// <summary>What else the user should know.</summary>
    public required ImmutableArray<Diagnostic> Warnings { get; init; }

    public required CostSection Cost { get; init; }

    public required SizeMeasurement Size { get; init; }

    /// <summary>Null: no accuracy gate asks for it.</summary>
    public required AccuracyMeasurement? Accuracy { get; init; }

    public required LatencySection Latency { get; init; }

    /// <summary>Null: no gate asks for it.</summary>
    public PlacementMeasurement? Placement { get; init; }

    /// <summary>Null: no memory gate asks for it.</summary>
    public MemoryMeasurement? Memory { get; init; }

    /// <summary>Null: the target has no accelerator.</summary>
    public PredictedMeasurement? Predicted { get; init; }

    public required PrunePlan Plan { get; init; }

    /// <summary>Which layers run on sparse kernels; null: the target has none.</summary>
    public SparseChoice? Kernels { get; init; }

    /// <summary>The law of surgery, as checked on the pruned model.</summary>
    public required LawCheck Law { get; init; }

    public required RunSection Run { get; init; }

    /// <summary>Weights became zero; no channel went.</summary>
    public bool IsSparse => Target.Pattern is not null;
}
