using System.Collections.Immutable;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Reports.Tables;

/// <summary>The dense model against the pruned one, a line for each figure.</summary>
internal static class ComparisonTable
{
    public static Table Of(Report report) => Of(Rows(report));

    public static Table Of(ImmutableArray<ComparisonRow> rows) => new(
        [new(""), new("dense", Right: true), new("pruned", Right: true), new("change")], [.. rows.Select(row => row.Cells)]);

    public static ImmutableArray<ComparisonRow> Rows(Report report)
    {
        var (dense, pruned) = (report.Cost.Dense, report.Cost.Pruned);
        var rows = ImmutableArray.CreateBuilder<ComparisonRow>();
        rows.Add(Amount("parameters", dense.Parameters, pruned.Parameters, Figures.Count));
        if (report.IsSparse)
            rows.Add(Amount("parameters not zero", dense.NonZeros, pruned.NonZeros, Figures.Count));
        rows.Add(Amount("multiply-adds", dense.MultiplyAdds, pruned.MultiplyAdds, Figures.Count));
        if (report.IsSparse)
            rows.Add(Amount("multiply-adds not zero", dense.NonZeroMultiplyAdds, pruned.NonZeroMultiplyAdds, Figures.Count));
        rows.Add(Amount("file", report.Size.DenseBytes, report.Size.PrunedBytes, Bytes));
        rows.Add(Amount("file, zipped", report.Size.DenseZippedBytes, report.Size.PrunedZippedBytes, Bytes));
        if (report.IsSparse)
            rows.Add(Amount("weights, packed", dense.PackedBytes, pruned.PackedBytes, Bytes));
        if (report.Predicted is { Unknown: null } predicted)
            rows.Add(Time("latency, predicted", predicted.DenseMs, predicted.PrunedMs, $"{Figures.Times(predicted.Speedup)} predicted"));
        // Of hardware elsewhere that no runner reaches, what was timed is the CPU that builds.
        string here = report.Target.IsElsewhere && !report.Latency.Machine.IsElsewhere ? ", CPU here" : "";
        rows.Add(Time($"latency p50{here}", report.Latency.Dense.P50Ms, report.Latency.Pruned.P50Ms, Speedup(report.Latency.Speedup)));
        rows.Add(Time($"latency p95{here}", report.Latency.Dense.P95Ms, report.Latency.Pruned.P95Ms, ""));
        if (report.Latency.ColdStart is { } start)
            rows.Add(Time("cold start", start.DenseMs, start.PrunedMs, ""));
        if (report.Latency.Throughput is { } throughput)
            rows.Add(new([$"samples/s @{throughput.Batch}", Units.Plain(throughput.DensePerSecond), Units.Plain(throughput.PrunedPerSecond), ""]));
        if (report.Memory is { } memory)
            rows.Add(Amount("memory, peak", (long)memory.Dense.Median, (long)memory.Pruned.Median, Bytes));
        if (report.Accuracy is { } accuracy)
            rows.Add(new(Accuracy(accuracy)));
        return rows.ToImmutable();
    }

    private static ComparisonRow Amount(string name, long dense, long pruned, Func<long, string> figure)
    {
        double? share = dense == 0 ? null : (double)pruned / dense;
        return new([name, figure(dense), figure(pruned), share is { } part ? Figures.Times(part) : ""], share);
    }

    private static string Bytes(long bytes) => Units.Bytes(bytes);

    private static ComparisonRow Time(string name, double dense, double pruned, string change) =>
        new([name, Units.Milliseconds(dense), Units.Milliseconds(pruned), change], pruned / dense);

    /// <summary>Says faster or slower only where the whole interval does.</summary>
    private static string Speedup(Interval speedup)
    {
        string word = speedup.Low > 1 ? " faster" : speedup.High < 1 ? " as fast" : ", about as fast";
        return double.IsFinite(speedup.Low) && double.IsFinite(speedup.High)
            ? $"{Figures.Times(speedup.Estimate)}{word} ({Figures.Times(speedup.Low)} to {Figures.Times(speedup.High)})"
            : $"{Figures.Times(speedup.Estimate)}{word} (too few runs for an interval)";
    }

    private static ImmutableArray<string> Accuracy(AccuracyMeasurement accuracy) => accuracy.Metric switch
    {
        AccuracyMetric.Agreement => ["agreement with dense", "", Figures.Percent(accuracy.Pruned), ""],
        var metric =>
        [
            $"accuracy {GateNames.Metric(metric, accuracy.K)}",
            metric.IsShare() ? Figures.Percent(accuracy.Dense) : MetricUnits.Value(metric, accuracy.Dense),
            metric.IsShare() ? Figures.Percent(accuracy.Pruned) : MetricUnits.Value(metric, accuracy.Pruned),
            metric.IsShare() ? Figures.Change(accuracy.Pruned - accuracy.Dense) : "",
        ],
    };
}
