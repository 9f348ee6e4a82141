using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>How many of something, large numbers with a letter: <c>300000</c>, <c>300k</c>, <c>1.5M</c>. k, M, G and T are powers of 1000.</summary>
internal sealed class CountForm(string example) : Form<double>
{
    private static readonly (string Unit, double Factor)[] Units = [("", 1), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12)];

    private const double Largest = 1e18;

    public override string Expected => $"a count of 1 or more, such as {example}";

    public override string Short => "count";

    public override Located<double>? Read(YamlNode node, string name, Mistakes mistakes)
    {
        if (node is not YamlScalar scalar || !Quantity.TrySplit(scalar.Text, out var number, out var unit))
            return Refuse(node, name, mistakes);
        var known = Array.Find(Units, u => u.Unit == unit);
        if (known.Unit is null)
        {
            mistakes.Add(PolicyErrors.Unit(
                scalar.Location, name, scalar.Text, unit, Units.Skip(1).Select(u => u.Unit), "a count", example));
            return null;
        }
        var count = number * known.Factor;
        if (count is >= 1 and <= Largest)
            return new(count, scalar.Location);
        mistakes.Add(PolicyErrors.OutOfRange(scalar.Location, name, scalar.Text, "be 1 or more, and at most 1000000T"));
        return null;
    }

    public override JsonObject Schema()
    {
        var number = new JsonObject { ["type"] = "number", ["minimum"] = 1, ["maximum"] = Largest };
        var text = new JsonObject { ["type"] = "string", ["pattern"] = @"^[0-9]+(\.[0-9]+)? ?[kMGT]$" };
        return new() { ["anyOf"] = new JsonArray(number, text) };
    }
}
