using System.Text.Json.Nodes;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>How many of something, large numbers with a letter: <c>300000</c>, <c>300k</c>, <c>1.5M</c>. k, M, G and T are powers of 1000.</summary>
internal sealed class CountForm(string example) : QuantityForm<double>(
    "a count", "be 1 or more, and at most 1000000T", [("", 1), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12)])
{
    private const double Largest = 1e18;

    public override string Expected => $"a count of 1 or more, such as {example}";

    public override string Short => "count";

    public override JsonObject Schema()
    {
        var number = new JsonObject { ["type"] = "number", ["minimum"] = 1, ["maximum"] = Largest };
        var text = new JsonObject { ["type"] = "string", ["pattern"] = @"^[0-9]+(\.[0-9]+)? ?[kMGT]$" };
        return new() { ["anyOf"] = new JsonArray(number, text) };
    }

    protected override string Example(double number) => example;

    protected override double? Of(double amount) => amount is >= 1 and <= Largest ? amount : null;
}
