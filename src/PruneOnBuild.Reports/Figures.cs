using System.Globalization;
using PruneOnBuild.Gates;

namespace PruneOnBuild.Reports;

/// <summary>Numbers in columns, which need one number of decimals; <see cref="Units"/> has the others.</summary>
internal static class Figures
{
    /// <summary><c>268,336</c>; from ten million on <c>40.55 M</c>, from ten thousand million on <c>40.55 G</c>.</summary>
    public static string Count(long value) => Units.Count(value);

    public static string Seconds(double seconds) => seconds.ToString("F1", CultureInfo.InvariantCulture) + " s";

    /// <summary>A share in per cent: <c>85.50 %</c> is 0.855.</summary>
    public static string Percent(double share) => (share * 100).ToString("F2", CultureInfo.InvariantCulture) + " %";

    /// <summary>One figure as a multiple of another: <c>0.50x</c>.</summary>
    public static string Times(double ratio) =>
        ratio.ToString(ratio is > 0 and < 0.1 ? "F3" : "F2", CultureInfo.InvariantCulture) + "x";

    /// <summary>A change of a share: <c>-0.60 points</c> is -0.006.</summary>
    public static string Change(double share) =>
        (share * 100).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) + " points";
}
