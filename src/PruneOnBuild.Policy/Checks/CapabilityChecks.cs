using PruneOnBuild.Policy.Capabilities;
using PruneOnBuild.Policy.Grammar;
using PruneOnBuild.Policy.Grammar.Sections;

namespace PruneOnBuild.Policy.Checks;

/// <summary>
/// Whether zeros save what the policy wants them to save. A sparse target that names no provider is for hardware that is not
/// known here, and one with intent size promises no time: of both nothing is asked.
/// </summary>
internal static class CapabilityChecks
{
    public static void Run(SectionReading target, Mistakes mistakes)
    {
        if (target.Has(TargetSection.Values) && target.Written(TargetSection.Provider)?.Value != TargetPolicy.SparseCpu)
            mistakes.Add(PolicyErrors.ValuesWithoutKernels(target.PlaceOf(TargetSection.Values)));
        if (target.Written(TargetSection.Hardware)?.Value != Hardware.Sparse)
        {
            if (target.Written(TargetSection.Intent) is { Value: Intent.Size } intent)
                mistakes.Add(PolicyErrors.IntentWithoutSparse(intent.Location));
        }
        else if (Claim(target) is var (capability, pattern) && capability.GainsFrom(pattern.Value).IsEmpty)
        {
            // A pattern that nobody wrote, or for which no other would do, is not what is wrong.
            var place = target.Has(TargetSection.Pattern) && !capability.Gains.IsEmpty
                ? pattern.Location : target.PlaceOf(TargetSection.Provider);
            mistakes.Add(PolicyErrors.NoGain(place, capability, $"{pattern.Value}", Providers.HardwareOf(capability.Provider)));
        }
    }

    /// <summary>Whether a model's goal makes enough zeros for the target's kernels.</summary>
    public static void RunGoal(Located<Goal> goal, SectionReading target, Mistakes mistakes)
    {
        if (goal.Value.Kind is not (GoalKind.Sparsity or GoalKind.Flops) || Claim(target) is not var (capability, pattern))
            return;
        // Of n:m a layer takes all or nothing, so that the goal only says how many layers do.
        var sparsity = pattern.Value is SparsityPattern.NOfM { Share: var share } ? share : goal.Value.Zeros;
        if (capability.GainsFrom(pattern.Value) is [var gain, ..] && sparsity < gain.LeastSparsity)
            mistakes.Add(PolicyErrors.TooFewZeros(goal, sparsity, pattern.Value, capability.Provider, gain));
    }

    /// <summary>What the target claims to gain from; null where it claims nothing, or what it says is itself wrong.</summary>
    private static (SparseCapability Capability, Located<SparsityPattern> Pattern)? Claim(SectionReading target) =>
        target.Written(TargetSection.Provider) is not { } provider
        || (target.Has(TargetSection.Intent) && target.Written(TargetSection.Intent) is not { Value: Intent.Speed })
        || (target.Has(TargetSection.Pattern) && target.Written(TargetSection.Pattern) is null)
            ? null
            : (SparseCapabilities.Of(provider.Value), target.Get(TargetSection.Pattern));
}
