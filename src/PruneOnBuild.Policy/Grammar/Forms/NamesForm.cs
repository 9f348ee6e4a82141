using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>A name, or a list of some.</summary>
internal sealed class NamesForm(string example, string examples) : Form<ImmutableArray<string>>
{
    private readonly TextForm _name = Of.Name(example);
    private readonly ListForm<string> _names = Of.NonEmptyList(Of.Name(example));

    public override string Expected => $"a name or a list of names, such as {example} or {examples}";

    public override string Short => "name or list of names";

    public override Located<ImmutableArray<string>>? Read(YamlNode node, string name, Mistakes mistakes)
    {
        if (node is YamlScalar { IsEmpty: false })
            return _name.Read(node, name, mistakes) is { } one ? new([one.Value], one.Location) : null;
        if (node is not YamlSequence { Items.IsEmpty: false } list)
            return Refuse(node, name, mistakes);
        return _names.Read(list, name, mistakes) is { } all ? new([.. all.Value.Select(each => each.Value)], all.Location) : null;
    }

    public override JsonObject Schema() => new() { ["anyOf"] = new JsonArray(_name.Schema(), _names.Schema()) };
}
