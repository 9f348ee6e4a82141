using System.Text.Json.Nodes;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>Bytes per second with their unit. 1 GB/s is 1000 million bytes per second.</summary>
internal sealed class BandwidthForm() : QuantityForm<double>(
    "a bandwidth", "be 0.001MB/s or more, and at most 1000000TB/s", [("MB/s", 1e6), ("GB/s", 1e9), ("TB/s", 1e12)], StringComparison.OrdinalIgnoreCase)
{
    private static readonly NumberRange s_range = new(1e3, true, 1e18, true);

    public override string Expected => "a bandwidth with its unit, such as 25GB/s";

    public override string Short => "bandwidth";

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = @"^[0-9]+(\.[0-9]+)? ?[MmGgTt][Bb]/[Ss]$" };

    protected override string Example(double number) => $"{Quantity.Print(number)}GB/s";

    protected override double? Of(double amount) => s_range.Holds(amount) ? amount : null;
}
