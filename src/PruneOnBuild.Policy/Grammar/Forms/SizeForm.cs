using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>Bytes with their unit. 1 KB is 1000 bytes, 1 KiB is 1024.</summary>
internal sealed class SizeForm : Form<long>
{
    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("B", 1), ("KB", 1000), ("MB", 1000_000), ("GB", 1000_000_000), ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30),
    ];

    // Past this a double no longer holds every byte; no model is that large.
    private const double Largest = 1L << 50;

    public override string Expected => "a size with its unit, such as 700KB or 1.5MB";

    public override string Short => "size";

    public override Located<long>? Read(YamlNode node, string name, Mistakes mistakes)
    {
        if (node is not YamlScalar scalar || !Quantity.TrySplit(scalar.Text, out var number, out var unit))
            return Refuse(node, name, mistakes);
        var known = Array.Find(Units, u => u.Unit.Equals(unit, StringComparison.OrdinalIgnoreCase));
        if (known.Unit is null)
        {
            mistakes.Add(PolicyErrors.Unit(
                scalar.Location, name, scalar.Text, unit, Units.Select(u => u.Unit), "a size", Example(number)));
            return null;
        }
        var bytes = Math.Floor(number * known.Bytes);
        if (bytes is >= 1 and <= Largest)
            return new((long)bytes, scalar.Location);
        mistakes.Add(PolicyErrors.OutOfRange(scalar.Location, name, scalar.Text, "be 1B or more, and at most 1024 TiB"));
        return null;
    }

    public override JsonObject Schema() =>
        new() { ["type"] = "string", ["pattern"] = @"^[0-9]+(\.[0-9]+)? ?([KkMmGg]([Ii]?[Bb])|[Bb])$" };

    private static string Example(double number) =>
        number >= 10_000
            ? $"{Quantity.Print(number)}B or {Quantity.Print(number / 1000)}KB"
            : $"{Quantity.Print(number)}KB or {Quantity.Print(number)}MB";
}
