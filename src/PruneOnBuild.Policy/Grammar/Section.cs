using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Policy.Grammar.Sections;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar;

/// <summary>A mapping with known keys. The same declaration drives reading, hints, the JSON schema and the docs.</summary>
internal sealed class Section(string name, params Key[] keys) : Form<SectionReading>
{
    /// <summary>Dotted path from the root, such as <c>models.prune</c>; the root's is empty.</summary>
    public string Name { get; } = name;

    public ImmutableArray<Key> Keys { get; } = [.. keys];

    /// <summary>A choice between keys: one must be written, and no second.</summary>
    public bool ExactlyOne { get; init; }

    public override string Expected =>
        $"a section with {(ExactlyOne ? "exactly one of the keys" : "the keys")} {Quote.List(KeyNames)}";

    public override string Short => ExactlyOne ? "one of the keys below" : "section";

    public override IEnumerable<Section> Sections => [this];

    /// <summary>This section and all within it, outer ones first.</summary>
    public IEnumerable<Section> WithInner() =>
        Keys.SelectMany(key => key.Form.Sections).SelectMany(inner => inner.WithInner()).Prepend(this);

    private IEnumerable<string> KeyNames => Keys.Select(key => key.Name);

    public override Located<SectionReading>? Read(YamlNode node, string name, Mistakes mistakes) =>
        ReadAt(node, name, node.Location, mistakes);

    /// <param name="opening">The place of the key that opens the section.</param>
    public Located<SectionReading>? ReadAt(YamlNode node, string name, SourceLocation opening, Mistakes mistakes)
    {
        if (node is not YamlMapping mapping)
            return Refuse(node, name, mistakes);
        var read = new Dictionary<Key, WrittenKey>();
        foreach (var entry in mapping.Entries)
        {
            if (Keys.FirstOrDefault(key => key.Name == entry.Key) is { } key)
                read.Add(key, ReadKey(key, entry, mistakes));
            else
                mistakes.Add(PolicyErrors.UnknownKey(entry.Location, entry.Key, Name, KeyNames, HomeOf(entry.Key)));
        }
        if (ExactlyOne && (read.Count > 1 || mapping.Entries.IsEmpty))
            mistakes.Add(PolicyErrors.ExactlyOne(opening, name, [.. read.Keys.Select(key => key.Name)], Quote.List(KeyNames)));
        foreach (var key in Keys.Where(key => key.Required && !read.ContainsKey(key)))
            mistakes.Add(PolicyErrors.MissingKey(opening, name, key.Name, key.Form.Expected));
        return new(new SectionReading(opening, read), opening);
    }

    public override JsonObject Schema()
    {
        var properties = new JsonObject();
        foreach (var key in Keys)
            properties.Add(key.Name, SchemaOf(key));
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        var required = Keys.Where(key => key.Required).Select(key => (JsonNode)key.Name).ToArray();
        if (required.Length > 0)
            schema["required"] = new JsonArray(required);
        if (ExactlyOne)
            (schema["minProperties"], schema["maxProperties"]) = (1, 1);
        return schema;
    }

    private static WrittenKey ReadKey(Key key, YamlEntry entry, Mistakes mistakes)
    {
        if (entry.Value is YamlScalar { IsEmpty: true })
        {
            mistakes.Add(PolicyErrors.WrongType(entry.Location, key.Name, entry.Value.Described, key.Form.Expected));
            return new(entry.Location, null);
        }
        var value = key is Key<SectionReading> { Form: Section section }
            ? section.ReadAt(entry.Value, key.Name, entry.Location, mistakes)
            : key.Read(entry.Value, mistakes);
        return new(entry.Location, value);
    }

    // The section that a misplaced key belongs to, where only one has it.
    private static string? HomeOf(string key)
    {
        var homes = PolicySection.Form.WithInner().Where(section => section.Keys.Any(known => known.Name == key)).ToArray();
        return homes is [{ Name.Length: > 0 } only] ? only.Name : null;
    }

    private static JsonObject SchemaOf(Key key)
    {
        var schema = key.Form.Schema();
        schema["description"] = key.Doc;
        if (key.Default is { } text)
            schema["default"] = Quantity.TryNumber(text, out var number) ? number : text;
        return schema;
    }
}
