using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>A mapping whose keys are names of the user's own. Entries with a wrong value keep their name.</summary>
internal sealed class MapForm<T>(Form<T> value, string what) : Form<ImmutableArray<MapEntry<T>>>
{
    public override IEnumerable<Section> Sections => value.Sections;

    public override string Expected => $"names, each with {value.Expected}";

    public override string Short => $"{what} to {value.Short}";

    public override Located<ImmutableArray<MapEntry<T>>>? Read(YamlNode node, string name, Mistakes mistakes)
    {
        if (node is not YamlMapping { Entries.IsEmpty: false } mapping)
            return Refuse(node, name, mistakes);
        var entries = mapping.Entries.Select(entry => new MapEntry<T>(
            new(entry.Key, entry.Location), ReadValue(entry, mistakes)));
        return new([.. entries], mapping.Location);
    }

    public override JsonObject Schema() =>
        new() { ["type"] = "object", ["minProperties"] = 1, ["additionalProperties"] = value.Schema() };

    private Located<T>? ReadValue(YamlEntry entry, Mistakes mistakes)
    {
        if (entry.Key.Length == 0 || entry.Key.Any(char.IsControl))
            mistakes.Add(PolicyErrors.WrongType(entry.Location, "a name", "empty or of several lines", "text of one line"));
        if (entry.Value is YamlScalar { IsEmpty: true })
        {
            mistakes.Add(PolicyErrors.WrongType(entry.Location, entry.Key, entry.Value.Described, value.Expected));
            return null;
        }
        return value is Section section && entry.Value is YamlMapping
            ? (Located<T>?)(object?)section.ReadAt(entry.Value, entry.Key, entry.Location, mistakes)
            : value.Read(entry.Value, entry.Key, mistakes);
    }
}
