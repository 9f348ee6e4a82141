using System.Globalization;

namespace PruneOnBuild.Gates;

/// <summary>Numbers with their units as messages print them: invariant, three or four digits.</summary>
public static class Units
{
    /// <summary>Of decimal bytes, as in prune.yaml: <c>1.092 MB</c> is 1,092,000 bytes.</summary>
    public static string Bytes(double bytes) => bytes switch
    {
        >= 1e9 => $"{Digits(bytes / 1e9)} GB",
        >= 1e6 => $"{Digits(bytes / 1e6)} MB",
        >= 1e3 => $"{Digits(bytes / 1e3)} KB",
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
    };

    public static string Milliseconds(double ms) => $"{Digits(ms)} ms";

    /// <summary>Samples per second.</summary>
    public static string PerSecond(double samples) => $"{Digits(samples)} samples/s";

    /// <summary>A ratio: <c>1.50x</c>.</summary>
    public static string Times(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00#}x");

    /// <summary>A share in per cent: 0.855 is <c>85.50 %</c>.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.00#} %");

    /// <summary>A difference of shares: 0.01 is <c>1.00 points</c>.</summary>
    public static string Points(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.00#} points");

    /// <summary>A confidence: 0.95 is <c>95 %</c>.</summary>
    public static string Confidence(double confidence) => string.Create(CultureInfo.InvariantCulture, $"{confidence * 100:0.##} %");

    /// <summary><c>268,336</c>; from ten million on <c>40.55 M</c>, from ten thousand million on <c>40.55 G</c>.</summary>
    public static string Count(double value) => value switch
    {
        >= 1e10 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e9:F2} G"),
        >= 1e7 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:F2} M"),
        _ => value.ToString("#,0.##", CultureInfo.InvariantCulture),
    };

    /// <summary>A number without a unit.</summary>
    public static string Plain(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Digits(double value) => value.ToString(
        Math.Abs(value) switch { >= 100 => "F1", >= 10 => "F2", >= 0.1 or 0 => "F3", _ => "G3" }, CultureInfo.InvariantCulture);
}
