using System.Text.Json.Nodes;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>Bytes with their unit. 1 KB is 1000 bytes, 1 KiB is 1024.</summary>
internal sealed class SizeForm() : QuantityForm<long>(
    "a size",
    "be 1B or more, and at most 1024 TiB",
    [("B", 1), ("KB", 1000), ("MB", 1000_000), ("GB", 1000_000_000), ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30)],
    StringComparison.OrdinalIgnoreCase)
{
    // Past this a double no longer holds every byte; no model is that large.
    private const double Largest = 1L << 50;

    public override string Expected => "a size with its unit, such as 700KB or 1.5MB";

    public override string Short => "size";

    public override JsonObject Schema() =>
        new() { ["type"] = "string", ["pattern"] = @"^[0-9]+(\.[0-9]+)? ?([KkMmGg]([Ii]?[Bb])|[Bb])$" };

    protected override string Example(double number) =>
        number >= 10_000
            ? $"{Quantity.Print(number)}B or {Quantity.Print(number / 1000)}KB"
            : $"{Quantity.Print(number)}KB or {Quantity.Print(number)}MB";

    protected override long? Of(double amount) => Math.Floor(amount) is >= 1 and <= Largest and var bytes ? (long)bytes : null;
}
