using System.Globalization;

namespace PruneOnBuild.Reports;

/// <summary>Numbers as people read them: invariant, with units, about four digits.</summary>
public static class Figures
{
    /// <summary><c>268,336</c>; from ten million on <c>40.55 M</c>, from ten thousand million on <c>40.55 G</c>.</summary>
    public static string Count(long value) => value switch
    {
        >= 10_000_000_000 => Digits(value / 1e9) + " G",
        >= 10_000_000 => Digits(value / 1e6) + " M",
        _ => value.ToString("N0", CultureInfo.InvariantCulture),
    };

    /// <summary>Decimal units, as in prune.yaml: <c>1.092 MB</c> is 1,092,000 bytes.</summary>
    public static string Bytes(long value) => value switch
    {
        >= 1_000_000_000 => Digits(value / 1e9) + " GB",
        >= 1_000_000 => Digits(value / 1e6) + " MB",
        >= 1_000 => Digits(value / 1e3) + " KB",
        _ => value.ToString(CultureInfo.InvariantCulture) + " bytes",
    };

    public static string Milliseconds(double value) => Digits(value) + " ms";

    public static string Seconds(TimeSpan value) => value.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture) + " s";

    /// <summary>A share as per cent: <c>85.50 %</c> is 0.855.</summary>
    public static string Percent(double share) => (share * 100).ToString("F2", CultureInfo.InvariantCulture) + " %";

    /// <summary>A difference of shares: <c>-0.60 points</c> is -0.006.</summary>
    public static string Points(double share) => (share * 100).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) + " points";

    /// <summary>One figure as a multiple of another: <c>0.497x</c>.</summary>
    public static string Times(double ratio) => Digits(ratio) + "x";

    /// <summary>A plain number: <c>0.0123</c>, <c>1.2e-05</c>.</summary>
    public static string Plain(double value) => value.ToString("G3", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);

    private static string Digits(double value) => value.ToString(
        Math.Abs(value) switch
        {
            >= 100 => "F1",
            >= 10 => "F2",
            >= 0.1 or 0 => "F3",
            _ => "F4",
        },
        CultureInfo.InvariantCulture);
}
