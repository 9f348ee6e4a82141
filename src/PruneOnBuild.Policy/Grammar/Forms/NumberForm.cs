using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>A number without unit within a range.</summary>
internal sealed class NumberForm(NumberRange range, string example) : Form<double>
{
    public override string Expected => $"a number {range.Short}, such as {example}";

    public override string Short => $"number {range.Short}";

    public override Located<double>? Read(YamlNode node, string name, Mistakes mistakes)
    {
        if (node is not YamlScalar { Quoted: false } scalar || !Quantity.TryNumber(scalar.Text, out var number))
            return Refuse(node, name, mistakes, Remedy(node));
        if (range.Holds(number))
            return new(number, scalar.Location);
        mistakes.Add(PolicyErrors.OutOfRange(scalar.Location, name, scalar.Text, range.ToString()));
        return null;
    }

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "number" };
        range.AddTo(schema);
        return schema;
    }

    private static string? Remedy(YamlNode node) => node switch
    {
        YamlScalar { Quoted: true } quoted when Quantity.TryNumber(quoted.Text, out _) => $"Write {quoted.Text} without quotes.",
        YamlScalar { Quoted: false } plain when Quantity.TrySplit(plain.Text, out var number, out _) =>
            $"Write {Quantity.Print(number)}, without a unit.",
        _ => null,
    };
}
