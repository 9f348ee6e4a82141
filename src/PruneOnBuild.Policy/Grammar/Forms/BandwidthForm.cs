using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>Bytes per second with their unit. 1 GB/s is 1000 million bytes per second.</summary>
internal sealed class BandwidthForm : Form<double>
{
    private static readonly (string Unit, double Bytes)[] Units = [("MB/s", 1e6), ("GB/s", 1e9), ("TB/s", 1e12)];

    private static readonly NumberRange s_range = new(1e3, true, 1e18, true);

    public override string Expected => "a bandwidth with its unit, such as 25GB/s";

    public override string Short => "bandwidth";

    public override Located<double>? Read(YamlNode node, string name, Mistakes mistakes)
    {
        if (node is not YamlScalar scalar || !Quantity.TrySplit(scalar.Text, out var number, out var unit))
            return Refuse(node, name, mistakes);
        var known = Array.Find(Units, u => u.Unit.Equals(unit, StringComparison.OrdinalIgnoreCase));
        if (known.Unit is null)
        {
            mistakes.Add(PolicyErrors.Unit(
                scalar.Location, name, scalar.Text, unit, Units.Select(u => u.Unit), "a bandwidth", $"{Quantity.Print(number)}GB/s"));
            return null;
        }
        var bytes = number * known.Bytes;
        if (s_range.Holds(bytes))
            return new(bytes, scalar.Location);
        mistakes.Add(PolicyErrors.OutOfRange(scalar.Location, name, scalar.Text, "be 0.001MB/s or more, and at most 1000000TB/s"));
        return null;
    }

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = @"^[0-9]+(\.[0-9]+)? ?[MmGgTt][Bb]/[Ss]$" };
}
