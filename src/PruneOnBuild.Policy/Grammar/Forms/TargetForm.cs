using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Variants;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>A target's name. Of names by runtime identifier, <see cref="ModelTargets"/> has chosen one before.</summary>
internal sealed class TargetForm : Form<string>
{
    private readonly TextForm _name = Of.Name("server");

    public override string Expected => $"{_name.Expected}, or names by runtime identifier";

    public override string Short => "name, or names by runtime identifier";

    public override Located<string>? Read(YamlNode node, string name, Mistakes mistakes) =>
        node is YamlScalar ? _name.Read(node, name, mistakes) : Refuse(node, name, mistakes);

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            _name.Schema(),
            new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray(ModelTargets.Default),
                ["additionalProperties"] = _name.Schema(),
            }),
    };
}
