using System.Text.Json.Nodes;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>A time span with its unit.</summary>
internal sealed class DurationForm() : QuantityForm<TimeSpan>(
    "a duration",
    "be above 0s and at most one day",
    [
        ("us", TimeSpan.TicksPerMicrosecond), ("µs", TimeSpan.TicksPerMicrosecond), ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond), ("min", TimeSpan.TicksPerMinute),
    ])
{
    public override string Expected => "a duration with its unit, such as 3ms or 0.2s";

    public override string Short => "duration";

    public override JsonObject Schema() =>
        new() { ["type"] = "string", ["pattern"] = @"^[0-9]+(\.[0-9]+)? ?(us|µs|ms|s|min)$" };

    protected override string Example(double number) => $"{Quantity.Print(number)}ms or {Quantity.Print(number)}s";

    protected override TimeSpan? Of(double amount) =>
        Math.Round(amount) is >= 1 and <= TimeSpan.TicksPerDay and var ticks ? TimeSpan.FromTicks((long)ticks) : null;
}
