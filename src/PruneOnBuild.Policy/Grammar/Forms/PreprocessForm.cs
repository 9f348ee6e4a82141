using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Grammar.Sections;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>One step: <c>{ scale: 0.0039 }</c>, <c>{ normalize: {...} }</c> or <c>{ layout: NCHW }</c>.</summary>
internal sealed class PreprocessForm : Form<PreprocessStep>
{
    public override IEnumerable<Section> Sections => [PreprocessSection.Form];

    public override string Expected => PreprocessSection.Form.Expected;

    public override string Short => PreprocessSection.Form.Short;

    public override Located<PreprocessStep>? Read(YamlNode node, string name, Mistakes mistakes) =>
        PreprocessSection.Form.Read(node, name, mistakes) is { } step ? PreprocessSection.Bind(step.Value, mistakes) : null;

    public override JsonObject Schema() => PreprocessSection.Form.Schema();
}
