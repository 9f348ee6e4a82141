using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>A list; wrong items are missing from what is read.</summary>
internal sealed class ListForm<T>(Form<T> item, bool mayBeEmpty = false) : Form<ImmutableArray<Located<T>>>
{
    public override IEnumerable<Section> Sections => item.Sections;

    public override string Expected => $"a list, each item {item.Expected}";

    public override string Short => $"list of {item.Short}";

    public override Located<ImmutableArray<Located<T>>>? Read(YamlNode node, string name, Mistakes mistakes)
    {
        if (node is not YamlSequence list)
            return Refuse(node, name, mistakes, "Put it in a list: each item on a line that begins with '- ', or all in [ ].");
        if (list.Items.IsEmpty && !mayBeEmpty)
            return Refuse(node, name, mistakes);
        var items = list.Items
            .Select((value, index) => item.Read(value, $"{name}[{index + 1}]", mistakes))
            .OfType<Located<T>>();
        return new([.. items], list.Location);
    }

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Schema() };
        if (!mayBeEmpty)
            schema["minItems"] = 1;
        return schema;
    }
}
