using System.Collections.Immutable;
using PruneOnBuild.Policy.Checks;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Policy.Grammar;
using PruneOnBuild.Policy.Grammar.Sections;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Variants;

/// <summary>A policy in which each model has one target, as it was read.</summary>
/// <param name="Found">All mistakes in the order of the file.</param>
internal sealed record PolicyVariant(SectionReading? Reading, ImmutableArray<Diagnostic> Found)
{
    public static PolicyVariant Read(YamlNode root, string file)
    {
        var mistakes = new Policy.Mistakes();
        var reading = PolicySection.Form.Read(root, "The policy", mistakes);
        if (reading is not null)
            PolicyChecks.Run(reading.Value, Path.GetDirectoryName(file)!, mistakes);
        return new(reading?.Value, mistakes.InOrder());
    }

    /// <summary>What is wrong with any of the variants; a target that one of them uses is used.</summary>
    public static IEnumerable<Diagnostic> Mistakes(IReadOnlyCollection<PolicyVariant> variants) =>
        variants.SelectMany(variant => variant.Found).Distinct().Where(mistake =>
            mistake.Code != PolicyErrors.UnusedTargetCode || variants.All(variant => variant.Found.Contains(mistake)));

    /// <summary>Only where no mistake is an error.</summary>
    public PrunePolicy Bind(string file) => PolicySection.Bind(Reading!, file);
}
