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
        {
            var actual = entry.Key.Length == 0 ? "empty" : "text with a line break or control character";
            mistakes.Add(PolicyErrors.WrongType(entry.Location, "a name", actual, "text of one line"));
        }
        var shown = Quote.Shorten(entry.Key);
        if (entry.Value is YamlScalar { IsEmpty: true })
        {
            mistakes.Add(PolicyErrors.WrongType(entry.Location, shown, entry.Value.Described, value.Expected));
            return null;
        }
        return value is Section section && entry.Value is YamlMapping
            ? (Located<T>?)(object?)section.ReadAt(entry.Value, shown, entry.Location, mistakes)
            : value.Read(entry.Value, shown, mistakes);
    }
}
