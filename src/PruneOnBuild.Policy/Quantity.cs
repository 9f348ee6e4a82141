using System.Globalization;

namespace PruneOnBuild.Policy;

/// <summary>A number with an optional unit, as in <c>700KB</c>, <c>3 ms</c>, <c>1%</c>, <c>0.5</c>.</summary>
internal static class Quantity
{
    private const NumberStyles Style =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Decimal numbers with a point; no NaN, no infinity, no thousands.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, Style, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>Splits after the number; the unit may be empty.</summary>
    public static bool TrySplit(string text, out double number, out string unit)
    {
        var end = text.Length;
        while (end > 0 && !char.IsAsciiDigit(text[end - 1]) && text[end - 1] != '.')
            end--;
        unit = text[end..].Trim();
        return TryNumber(text.AsSpan(0, end).TrimEnd(), out number);
    }

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Print(double value)
    {
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        return shortest.Contains('E') && Math.Abs(value) is >= 1e-9 and < 1e15
            ? decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            : shortest;
    }
}
