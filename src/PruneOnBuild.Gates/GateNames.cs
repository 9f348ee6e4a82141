using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates;

/// <summary>Gates and metrics by the words of prune.yaml.</summary>
public static class GateNames
{
    public const string Speedup = "latency.speedup";
    public const string P50 = "latency.p50";
    public const string P90 = "latency.p90";
    public const string P95 = "latency.p95";
    public const string P99 = "latency.p99";
    public const string ColdStart = "latency.coldStart";
    public const string Throughput = "latency.throughput";
    public const string MaxDrop = "accuracy.maxDrop";
    public const string Min = "accuracy.min";
    public const string Max = "accuracy.max";
    public const string MaxRise = "accuracy.maxRise";
    public const string MaxBytes = "size.max";
    public const string MaxShare = "size.maxShare";

    public const string Zipped = "size.zipped";
    public const string ZippedShare = "size.zippedShare";
    public const string Parameters = "structure.parameters";
    public const string MultiplyAdds = "structure.multiplyAdds";
    public const string Sparsity = "structure.sparsity";
    public const string AllNodesOnProvider = "structure.allNodesOnProvider";
    public const string MemoryMax = "memory.max";
    public const string MemoryMaxShare = "memory.maxShare";

    public const string PredictedSpeedup = "predicted.speedup";
    public const string PredictedLatency = "predicted.latency";

    /// <summary>Such as <c>top1</c> or <c>top5</c>.</summary>
    public static string Metric(AccuracyMetric metric, int k) => metric switch
    {
        AccuracyMetric.TopK => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"top{k}"),
        _ => metric.Word(),
    };

    public static string Metric(AccuracyGate gate) => Metric(gate.Metric.Value, gate.K);
}
