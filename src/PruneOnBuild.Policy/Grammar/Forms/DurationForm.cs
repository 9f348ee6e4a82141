using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>A time span with its unit.</summary>
internal sealed class DurationForm : Form<TimeSpan>
{
    private static readonly (string Unit, double Ticks)[] Units =
    [
        ("us", TimeSpan.TicksPerMicrosecond), ("µs", TimeSpan.TicksPerMicrosecond), ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond), ("min", TimeSpan.TicksPerMinute),
    ];

    public override string Expected => "a duration with its unit, such as 3ms or 0.2s";

    public override string Short => "duration";

    public override Located<TimeSpan>? Read(YamlNode node, string name, Mistakes mistakes)
    {
        if (node is not YamlScalar scalar || !Quantity.TrySplit(scalar.Text, out var number, out var unit))
            return Refuse(node, name, mistakes);
        var known = Array.Find(Units, u => u.Unit == unit);
        if (known.Unit is null)
        {
            mistakes.Add(PolicyErrors.Unit(scalar.Location, name, scalar.Text, unit, Units.Select(u => u.Unit), "a duration",
                $"{Quantity.Print(number)}ms or {Quantity.Print(number)}s"));
            return null;
        }
        var ticks = Math.Round(number * known.Ticks);
        if (ticks >= 1 && ticks <= TimeSpan.TicksPerDay)
            return new(TimeSpan.FromTicks((long)ticks), scalar.Location);
        mistakes.Add(PolicyErrors.OutOfRange(scalar.Location, name, scalar.Text, "be above 0s and at most one day"));
        return null;
    }

    public override JsonObject Schema() =>
        new() { ["type"] = "string", ["pattern"] = @"^[0-9]+(\.[0-9]+)? ?(us|µs|ms|s|min)$" };
}
