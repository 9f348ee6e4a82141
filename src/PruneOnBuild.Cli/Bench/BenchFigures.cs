using System.Globalization;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Cli.Bench;

/// <summary>Numbers as the table has them, each kind with one number of decimals.</summary>
/// <param name="isSparse">Zeros are per cent; multiply-adds are a share, as in the policy.</param>
internal sealed class BenchFigures(bool isSparse, AccuracyGate gate)
{
    public const string None = "-";

    private const double Mega = 1e6;

    private readonly AccuracyMetric _metric = gate.Metric.Value;

    public string Asked(double share) => isSparse ? Format(share * 100, "0.##") + " %" : Format(share, "0.00#");

    public string Reached(double share) => isSparse ? Format(share * 100, "F1") + " %" : Format(share, "F3");

    public string Metric(double value) => _metric.IsShare() ? Format(value * 100, "F2") + " %" : MetricUnits.Value(_metric, value);

    /// <summary>How much worse: points of a share, what an error has grown by, or what another metric has lost.</summary>
    public string Loss(double dense, double pruned) => _metric.IsShare() ? Format((dense - pruned) * 100, "F2")
        : Units.Plain(gate.LowerIsBetter ? pruned - dense : dense - pruned);

    public static string Seconds(double seconds) => Format(seconds, "F1");

    public static string Megabytes(long bytes) => bytes == 0 ? None : Format(bytes / Mega, "F0");

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
