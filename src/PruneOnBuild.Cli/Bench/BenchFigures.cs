using System.Globalization;
using PruneOnBuild.Gates;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Cli.Bench;

/// <summary>Numbers as the table has them, each kind with one number of decimals.</summary>
/// <param name="isSparse">Zeros are per cent; multiply-adds are a share, as in the policy.</param>
internal sealed class BenchFigures(bool isSparse, AccuracyMetric metric)
{
    public const string None = "-";

    private const double Mega = 1e6;

    public string Asked(double share) => isSparse ? Format(share * 100, "0.##") + " %" : Format(share, "0.00#");

    public string Reached(double share) => isSparse ? Format(share * 100, "F1") + " %" : Format(share, "F3");

    public string Metric(double value) => metric == AccuracyMetric.Mse ? Units.Plain(value) : Format(value * 100, "F2") + " %";

    /// <summary>How much worse: points of a share, or what a mean squared error has grown by.</summary>
    public string Loss(double dense, double pruned) => metric == AccuracyMetric.Mse ? Units.Plain(pruned - dense) : Format((dense - pruned) * 100, "F2");

    public static string Seconds(double seconds) => Format(seconds, "F1");

    public static string Megabytes(long bytes) => bytes == 0 ? None : Format(bytes / Mega, "F0");

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
