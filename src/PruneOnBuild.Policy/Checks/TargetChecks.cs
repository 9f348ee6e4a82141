using PruneOnBuild.Policy.Grammar;
using PruneOnBuild.Policy.Grammar.Sections;

namespace PruneOnBuild.Policy.Checks;

/// <summary>What the keys of a target demand of each other.</summary>
internal static class TargetChecks
{
    public static void Run(SectionReading target, Mistakes mistakes)
    {
        if (target.Written(TargetSection.Hardware) is not { } hardware)
            return;
        var word = hardware.Value.Word();
        if (hardware.Value != Hardware.Sparse && target.Has(TargetSection.Pattern))
            mistakes.Add(PolicyErrors.PatternNeedsSparse(target.PlaceOf(TargetSection.Pattern), word));

        var fitting = Providers.For(hardware.Value);
        if (hardware.Value == Hardware.Gpu && !target.Has(TargetSection.Provider))
            mistakes.Add(PolicyErrors.NoProvider(hardware.Location, fitting));
        if (target.Written(TargetSection.Provider) is not { } provider)
            return;
        if (!fitting.Contains(provider.Value))
            mistakes.Add(PolicyErrors.ProviderElsewhere(provider.Location, provider.Value, word, fitting));
        else if (hardware.Value == Hardware.Sparse && provider.Value == Providers.TensorRt)
            CheckTensorRt(target, mistakes);
    }

    // TensorRT's sparse tensor cores take 2:4 and nothing else.
    private static void CheckTensorRt(SectionReading target, Mistakes mistakes)
    {
        if (target.Has(TargetSection.Pattern) && target.Written(TargetSection.Pattern) is null)
            return;
        var pattern = target.Get(TargetSection.Pattern);
        if (pattern.Value is not SparsityPattern.NOfM { N: 2, M: 4 })
            mistakes.Add(PolicyErrors.KernelsUseOtherPattern(pattern.Location, Providers.TensorRt, $"{pattern.Value}"));
    }
}
