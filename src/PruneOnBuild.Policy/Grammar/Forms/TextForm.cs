using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>Any text of one line.</summary>
/// <param name="what">"a path", "a name".</param>
internal sealed class TextForm(string what, string example) : Form<string>
{
    public override string Expected => $"{what}, such as {example}";

    public override string Short => what[(what.IndexOf(' ') + 1)..];

    public override Located<string>? Read(YamlNode node, string name, Mistakes mistakes)
    {
        if (node is not YamlScalar { IsEmpty: false } scalar)
            return Refuse(node, name, mistakes);
        if (scalar.Text.Any(char.IsControl))
            return Refuse(node, name, mistakes, "Remove the line break or control character.");
        return new(scalar.Text, scalar.Location);
    }

    public override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1 };
}
