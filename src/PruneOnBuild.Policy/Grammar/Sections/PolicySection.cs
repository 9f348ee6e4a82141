using System.Collections.Immutable;
using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary>The whole file: the root of the grammar.</summary>
internal static class PolicySection
{
    public static readonly Key<int> Version = new("version", new VersionForm(), "Version of this grammar.") { Required = true };

    public static readonly Key<ImmutableArray<MapEntry<SectionReading>>> Targets = new("targets",
        new MapForm<SectionReading>(TargetSection.Form, "names"), "Hardware that models run on, under names of your own.")
    { Required = true };

    public static readonly Key<ImmutableArray<Located<SectionReading>>> Models = new("models",
        Of.NonEmptyList(ModelSection.Form), "What is pruned, for which target, and what it must meet.")
    { Required = true };

    public static readonly Section Form = new("", Version, Targets, Models);

    public static PrunePolicy Bind(SectionReading reading, string file) => new(
        file,
        [.. reading.Get(Targets).Value.Select(target => TargetSection.Bind(target.Name, target.Value!.Value))],
        [.. reading.Get(Models).Value.Select(model => ModelSection.Bind(model.Value))]);
}
