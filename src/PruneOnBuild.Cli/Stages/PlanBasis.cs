using System.Globalization;
using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning;

namespace PruneOnBuild.Cli.Stages;

/// <summary>What decides the plan of a job, by content: the same basis, the same plan.</summary>
/// <param name="Model">Hash of the model with its external data.</param>
/// <param name="Policy">Hash of the entry's <c>prune:</c> and its target; where search aims at gates, of those and the data's settings too.</param>
/// <param name="Data">Hash of the data that pruning reads and of how it is read; null where it reads none.</param>
/// <param name="Tool">Version of the tool, such as <c>0.1.0</c>.</param>
internal sealed record PlanBasis(string Model, string Policy, string? Data, string Tool)
{
    public static PlanBasis Of(ModelJob job, JobInputs inputs)
    {
        var prune = job.Model.Prune;
        bool calibrates = Pruner.Calibrates(prune);
        bool searchesByGate = prune.Goal.Value.Kind == GoalKind.Fastest;
        var policy = new ContentHash()
            .Add("target", Canonical.Of(job.Target))
            .Add("prune", searchesByGate ? Canonical.Of(job.Model) : Canonical.Of(prune))
            .Add("widths", Measures(job) ? job.Target.Widths?.ToString(CultureInfo.InvariantCulture) : null);
        var data = new ContentHash()
            .Add("data", calibrates ? Canonical.Of(job.Model.Data) : null)
            .Add("calibration", calibrates ? inputs.Calibration : null)
            .Add("evaluation", searchesByGate ? inputs.Evaluation : null);
        if (searchesByGate && ScoringFiles.Hash(job) is { } scoring)
            data.Add("scoring", scoring);
        return new PlanBasis(
            inputs.Weights, policy.ToKey(), calibrates || searchesByGate ? data.ToKey() : null, ToolVersion.Text);
    }

    /// <summary>Whether times decide on the plan, so that search may find another one on another machine.</summary>
    public static bool Measures(ModelJob job) =>
        job.Target.Hardware != Hardware.Sparse && job.Model.Prune.Goal.Value.Kind is (GoalKind.Speedup or GoalKind.Fastest);
}
