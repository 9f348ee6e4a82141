using PruneOnBuild.Policy.Grammar;
using PruneOnBuild.Policy.Grammar.Sections;

namespace PruneOnBuild.Policy.Checks;

/// <summary>What the keys of a target demand of each other.</summary>
internal static class TargetChecks
{
    public static void Run(SectionReading target, Mistakes mistakes)
    {
        ElsewhereChecks.RunTarget(target, mistakes);
        if (target.Written(TargetSection.Hardware) is not { } hardware)
            return;
        var word = hardware.Value.Word();
        if (hardware.Value != Hardware.Sparse && target.Has(TargetSection.Pattern))
            mistakes.Add(PolicyErrors.PatternNeedsSparse(target.PlaceOf(TargetSection.Pattern), word));

        CapabilityChecks.Run(target, mistakes);
        var fitting = Providers.For(hardware.Value);
        if (hardware.Value == Hardware.Gpu && !target.Has(TargetSection.Provider) && !target.Has(TargetSection.Accelerator)
            && !target.Has(TargetSection.Runner))
            mistakes.Add(PolicyErrors.NoProvider(hardware.Location, fitting));
        if (target.Written(TargetSection.Provider) is { } provider && !fitting.Contains(provider.Value))
            mistakes.Add(PolicyErrors.ProviderElsewhere(provider.Location, provider.Value, word, fitting));
    }
}
