using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Grammar.Sections;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>One rate for weights of every type, <c>4T</c>, or one for each: <c>{ fp32: 4T, int8: 16T }</c>.</summary>
internal sealed class PeakForm : Form<AcceleratorPeak>
{
    private readonly CountForm _one = Of.Count("4T");

    public override IEnumerable<Section> Sections => [PeakSection.Form];

    public override string Expected => $"{_one.Expected}, or one for each type of weights, such as {{ fp32: 4T, int8: 16T }}";

    public override string Short => "count or the keys below";

    public override Located<AcceleratorPeak>? Read(YamlNode node, string name, Mistakes mistakes) => node switch
    {
        YamlMapping { Entries.IsEmpty: false } => PeakSection.Form.Read(node, name, mistakes) is { } peak
            ? new(PeakSection.Bind(peak.Value), peak.Location) : null,
        YamlScalar { IsEmpty: false } => _one.Read(node, name, mistakes) is { } rate
            ? new(new AcceleratorPeak(rate.Value, rate.Value, rate.Value), rate.Location) : null,
        _ => Refuse(node, name, mistakes),
    };

    public override JsonObject Schema() => new() { ["anyOf"] = new JsonArray(_one.Schema(), PeakSection.Form.Schema()) };
}
