using System.Collections.Immutable;
using PruneOnBuild.Policy.Grammar.Sections;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Variants;

/// <summary>
/// The targets of a policy's models before one of each is chosen. Choosing makes of the tree one in which each model has one target, so that
/// the grammar and its checks know of no choice.
/// </summary>
internal sealed class ModelTargets(YamlNode root)
{
    public const string Default = "default";

    /// <summary>All that a map of the policy names, and null, which is every other.</summary>
    public ImmutableArray<string?> RuntimeIdentifiers =>
        [null, .. Maps.SelectMany(map => map.Entries).Select(entry => entry.Key).Where(key => key != Default).Distinct(StringComparer.Ordinal)];

    private IEnumerable<YamlMapping> Maps => Models(root).Select(TargetOf).OfType<YamlMapping>();

    /// <summary>Says what is wrong with the maps; what is wrong with their values, the grammar says.</summary>
    public void Check(Mistakes mistakes)
    {
        foreach (var map in Maps)
        {
            if (map.Entries.All(entry => entry.Key != Default))
                mistakes.Add(TargetErrors.NoDefault(map.Location));
            foreach (var entry in map.Entries.Where(entry => entry.Key != Default && !Variants.RuntimeIdentifiers.IsOne(entry.Key)))
                mistakes.Add(TargetErrors.UnknownRuntime(entry.Location, entry.Key));
        }
    }

    /// <summary>The tree in which each model has the target that the choice gives it.</summary>
    public YamlNode For(TargetChoice choice) => WithModels(root, model => Replace(model, ModelSection.Target.Name, target => Chosen(target, choice)));

    private static YamlNode Chosen(YamlNode target, TargetChoice choice) => (choice.Target, target) switch
    {
        ({ } name, _) => new YamlScalar(name, Quoted: true, target.Location),
        (_, YamlMapping map) => Chosen(map, choice.RuntimeIdentifier) ?? target,
        _ => target,
    };

    private static YamlNode? Chosen(YamlMapping map, string? runtimeIdentifier) =>
        (map.Entries.FirstOrDefault(entry => entry.Key == runtimeIdentifier) ?? map.Entries.FirstOrDefault(entry => entry.Key == Default))?.Value;

    private static YamlNode? TargetOf(YamlNode model) =>
        (model as YamlMapping)?.Entries.FirstOrDefault(entry => entry.Key == ModelSection.Target.Name)?.Value;

    private static ImmutableArray<YamlNode> Models(YamlNode root) =>
        (root as YamlMapping)?.Entries.FirstOrDefault(entry => entry.Key == PolicySection.Models.Name)?.Value is YamlSequence models
            ? models.Items : [];

    private static YamlNode WithModels(YamlNode root, Func<YamlNode, YamlNode> change) => Replace(
        root, PolicySection.Models.Name, models => models is YamlSequence list ? list with { Items = [.. list.Items.Select(change)] } : models);

    private static YamlNode Replace(YamlNode node, string key, Func<YamlNode, YamlNode> change) => node is YamlMapping mapping
        ? mapping with { Entries = [.. mapping.Entries.Select(entry => entry.Key == key ? entry with { Value = change(entry.Value) } : entry)] }
        : node;
}
