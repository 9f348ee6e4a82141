using System.Collections.Immutable;
using PruneOnBuild.Cli.Stages;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Plans;

namespace PruneOnBuild.Cli.Locking;

/// <summary>What prune.lock holds of one model: the plan, what it was made from, and what came of it.</summary>
/// <param name="Model">As <see cref="PlanBasis.Model"/>; so are the next three.</param>
/// <param name="Platform">Where it was made; see <see cref="LockPlatform"/>.</param>
/// <param name="Pruned">SHA-256 of the pruned .onnx file, before layers are swapped for sparse kernels.</param>
/// <param name="Pattern">As <see cref="PrunePlan.Pattern"/> has it.</param>
/// <param name="Seed">As the policy has it; for readers, since the policy's hash covers it.</param>
/// <param name="Groups">Of a structured plan, else empty.</param>
/// <param name="Masks">Of a sparse plan, else empty.</param>
/// <param name="Sparse">Layers that run on sparse kernels, for targets that have them, else empty.</param>
/// <param name="Warnings">What the search warned of; who applies its plan should know too.</param>
internal sealed record LockEntry(
    string Model,
    string Policy,
    string? Data,
    string Tool,
    string Platform,
    string Pruned,
    string Pattern,
    int Seed,
    ImmutableArray<LockedGroup> Groups,
    ImmutableArray<PackedMask> Masks,
    ImmutableArray<string> Sparse,
    ImmutableArray<StoredWarning> Warnings)
{
    /// <summary>As prune.lock has it: equal where all is equal.</summary>
    public string Text => LockText.Of(this);

    /// <param name="pruned">Before layers are swapped for sparse kernels.</param>
    /// <param name="sparse">As <see cref="Sparse"/>.</param>
    public static LockEntry Of(ModelJob job, PlanBasis basis, PrunedModel pruned, ImmutableArray<string> sparse) => new(
        basis.Model,
        basis.Policy,
        basis.Data,
        basis.Tool,
        LockPlatform.Text,
        pruned.Record.Sha256,
        pruned.Record.Plan.Pattern,
        job.Model.Prune.Seed,
        [.. pruned.Record.Plan.Groups.Select(group => new LockedGroup(group.Name, group.Channels, group.Kept))],
        pruned.Masks,
        sparse,
        pruned.Record.Warnings);

    /// <param name="location">Of this entry's file.</param>
    public LockedPlan Plan(SourceLocation location) => new(Pattern, Groups, [.. Masks.Select(mask => mask.Unpack())], location);

    /// <summary>What has changed since, in words; empty while the plan is fresh.</summary>
    public ImmutableArray<string> ChangesTo(PlanBasis now)
    {
        (bool IsChanged, string What)[] parts =
        [
            (Model != now.Model, "the model"),
            (Policy != now.Policy, "the policy (prune or target)"),
            (Data != now.Data, "the data"),
            (Tool != now.Tool, $"the tool (then {Tool}, now {now.Tool})"),
        ];
        return [.. parts.Where(part => part.IsChanged).Select(part => part.What)];
    }
}
