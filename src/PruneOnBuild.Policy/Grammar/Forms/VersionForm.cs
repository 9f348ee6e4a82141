using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>The version of the grammar. This reader knows one.</summary>
internal sealed class VersionForm : Form<int>
{
    public const int Known = 1;

    public override string Expected => $"{Known}";

    public override string Short => $"`{Known}`";

    public override Located<int>? Read(YamlNode node, string name, Mistakes mistakes)
    {
        if (node is YamlScalar { Quoted: false, Text: "1" })
            return new(Known, node.Location);
        mistakes.Add(PolicyErrors.Version(node.Location, node.Described, Known));
        return null;
    }

    public override JsonObject Schema() => new() { ["const"] = Known };
}
