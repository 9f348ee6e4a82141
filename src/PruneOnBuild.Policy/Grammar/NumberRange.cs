using System.Text.Json.Nodes;

namespace PruneOnBuild.Policy.Grammar;

/// <summary>An interval of numbers; an end is part of it or not. Infinity is an end that is not there.</summary>
internal readonly record struct NumberRange(double Low, bool WithLow, double High, bool WithHigh)
{
    public static NumberRange Above(double low) => new(low, false, double.PositiveInfinity, false);

    public static NumberRange AtLeast(double low) => new(low, true, double.PositiveInfinity, false);

    public static NumberRange From(double low, double high) => new(low, true, high, true);

    public bool Holds(double value) =>
        (WithLow ? value >= Low : value > Low) && (WithHigh ? value <= High : value < High);

    /// <summary>Follows "must": "lie in [0, 1)", "be above 0".</summary>
    public override string ToString() =>
        double.IsPositiveInfinity(High)
            ? WithLow ? $"be {Print(Low)} or more" : $"be above {Print(Low)}"
            : $"lie in {Interval}";

    /// <summary>"[0, 1)", "above 0".</summary>
    public string Short =>
        double.IsPositiveInfinity(High) ? WithLow ? $"{Print(Low)} or more" : $"above {Print(Low)}" : $"in {Interval}";

    private string Interval => $"{(WithLow ? '[' : '(')}{Print(Low)}, {Print(High)}{(WithHigh ? ']' : ')')}";

    public void AddTo(JsonObject schema)
    {
        schema[WithLow ? "minimum" : "exclusiveMinimum"] = Low;
        if (!double.IsPositiveInfinity(High))
            schema[WithHigh ? "maximum" : "exclusiveMaximum"] = High;
    }

    private static string Print(double value) => Quantity.Print(value);
}
