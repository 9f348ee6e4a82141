using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class FlagForm : Form<bool>
{
    public override string Expected => "true or false";

    public override string Short => "`true` or `false`";

    public override Located<bool>? Read(YamlNode node, string name, Mistakes mistakes) =>
        node is YamlScalar { Quoted: false, Text: "true" or "false" } scalar
            ? new(scalar.Text == "true", scalar.Location)
            : Refuse(node, name, mistakes);

    public override JsonObject Schema() => new() { ["type"] = "boolean" };
}
