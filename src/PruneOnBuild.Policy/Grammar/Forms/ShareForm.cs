using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>A part of a whole, as a number or in per cent: 0.01 or 1%.</summary>
internal sealed class ShareForm(NumberRange range, string example) : Form<double>
{
    public override string Expected => $"a share {range.Short}, such as {example}";

    public override string Short => $"share {range.Short}";

    public override Located<double>? Read(YamlNode node, string name, Mistakes mistakes)
    {
        if (node is not YamlScalar scalar || !TryShare(scalar, out var share))
            return Refuse(node, name, mistakes, Remedy(node));
        if (range.Holds(share))
            return new(share, scalar.Location);
        mistakes.Add(PolicyErrors.OutOfRange(scalar.Location, name, scalar.Text, range.ToString(), PerCent(share, range)));
        return null;
    }

    /// <summary>For a value whose range another key decides.</summary>
    public static void Check(Located<double> share, string name, NumberRange range, Mistakes mistakes)
    {
        if (!range.Holds(share.Value))
            mistakes.Add(PolicyErrors.OutOfRange(
                share.Location, name, Quantity.Print(share.Value), range.ToString(), PerCent(share.Value, range)));
    }

    public override JsonObject Schema()
    {
        var number = new JsonObject { ["type"] = "number" };
        range.AddTo(number);
        var text = new JsonObject { ["type"] = "string", ["pattern"] = @"^[0-9]+(\.[0-9]+)? ?%$" };
        return new() { ["anyOf"] = new JsonArray(number, text) };
    }

    private static bool TryShare(YamlScalar scalar, out double share)
    {
        if (!Quantity.TrySplit(scalar.Text, out share, out var unit))
            return false;
        if (unit == "%")
            // Through decimal, so that 1% and 0.01 are the same number.
            share = Math.Abs(share) < 1e12 ? (double)((decimal)share / 100m) : share / 100;
        return unit == "%" || (unit.Length == 0 && !scalar.Quoted);
    }

    // Whoever writes 30 means per cent.
    private static string? PerCent(double share, NumberRange range)
    {
        if (share is <= 1 or > 100 || !range.Holds(share / 100))
            return null;
        var (percent, meant) = (Quantity.Print(share), Quantity.Print((double)((decimal)share / 100m)));
        return $"For {percent} per cent write {meant} or {percent}%.";
    }

    private static string? Remedy(YamlNode node) =>
        node is YamlScalar { Quoted: true } quoted && Quantity.TryNumber(quoted.Text, out _)
            ? $"Write {quoted.Text} without quotes."
            : null;
}
