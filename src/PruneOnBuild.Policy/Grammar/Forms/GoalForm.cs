using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Grammar.Sections;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>The word <c>fastest</c>, or one kind of goal with its value.</summary>
internal sealed class GoalForm : Form<Goal>
{
    private const string Fastest = "fastest";

    public override IEnumerable<Section> Sections => [GoalSection.Form];

    public override string Expected => "fastest, or one kind with its value, such as { flops: 0.5 }";

    public override string Short => $"`{Fastest}` or one of the keys below";

    public override Located<Goal>? Read(YamlNode node, string name, Mistakes mistakes) => node switch
    {
        YamlScalar { Text: Fastest } => new(new Goal(GoalKind.Fastest, 0), node.Location),
        YamlScalar { IsEmpty: false } scalar => Refuse(scalar, name, mistakes),
        YamlMapping => GoalSection.Bind(GoalSection.Form.Read(node, name, mistakes)!.Value),
        _ => base.Refuse(node, name, mistakes),
    };

    public override JsonObject Schema() =>
        new() { ["anyOf"] = new JsonArray(new JsonObject { ["const"] = Fastest }, GoalSection.Form.Schema()) };

    private Located<Goal>? Refuse(YamlScalar scalar, string name, Mistakes mistakes)
    {
        var kinds = GoalSection.Form.Keys.Select(key => key.Name).ToArray();
        if (Quantity.TrySplit(scalar.Text, out _, out _))
            return base.Refuse(scalar, name, mistakes,
                $"Say what the number means: goal: {{ ratio: {Quote.Shorten(scalar.Text)} }}.");
        if (kinds.Contains(scalar.Text))
            return base.Refuse(scalar, name, mistakes, $"Give '{scalar.Text}' a value.");
        var allowed = kinds.Select(kind => $"{{ {kind}: ... }}").Prepend(Fastest).ToArray();
        mistakes.Add(PolicyErrors.UnknownValue(scalar.Location, name, scalar.Text, allowed));
        return null;
    }
}
