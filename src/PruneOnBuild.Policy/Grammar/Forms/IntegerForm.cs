using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>A whole number within limits, both included.</summary>
internal sealed class IntegerForm(int low, int high, string example) : Form<int>
{
    private readonly NumberRange _range = NumberRange.From(low, high);

    public override string Expected => $"a whole number {_range.Short}, such as {example}";

    public override string Short => $"whole number {_range.Short}";

    public override Located<int>? Read(YamlNode node, string name, Mistakes mistakes)
    {
        if (node is not YamlScalar { Quoted: false } scalar || !Quantity.TryNumber(scalar.Text, out var number))
            return Refuse(node, name, mistakes);
        if (number != Math.Floor(number))
            return Refuse(node, name, mistakes);
        if (_range.Holds(number))
            return new((int)number, scalar.Location);
        mistakes.Add(PolicyErrors.OutOfRange(scalar.Location, name, scalar.Text, _range.ToString()));
        return null;
    }

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "integer" };
        _range.AddTo(schema);
        return schema;
    }
}
