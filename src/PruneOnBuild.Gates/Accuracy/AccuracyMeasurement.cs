using System.Text.Json.Serialization;
using PruneOnBuild.Gates.Accuracy.Damage;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Accuracy;

/// <summary>How well both models do on the same samples.</summary>
public sealed record AccuracyMeasurement
{
    public required AccuracyMetric Metric { get; init; }

    /// <summary>The k of <see cref="AccuracyMetric.TopK"/>.</summary>
    public required int K { get; init; }

    /// <summary>Names of the model outputs that were judged, with commas between.</summary>
    public required string Output { get; init; }

    /// <summary>Samples that both models ran on, 1 or more.</summary>
    public required int Samples { get; init; }

    /// <summary>Of metrics that are shares of right answers: top1, topk, agreement and exactMatch; null for the others.</summary>
    public PairedOutcomes? Outcomes { get; init; }

    /// <summary>Of all other metrics.</summary>
    public PairedValues? Values { get; init; }

    /// <summary>Beside <see cref="Values"/>, where the metric is a mean over samples; null where there are few. No part of reports.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PairedMeans? Means { get; init; }

    /// <summary>Beside <see cref="Values"/>, where it is not; null where they say too little: few samples, or one number for all of them. No part of reports.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Resamples? Resamples { get; init; }

    /// <summary>Which samples pruning harmed; null where the metric says nothing of single samples.</summary>
    public DamageFigures? Damage { get; init; }

    /// <summary>The one label that all samples have: no classifier can be told from one that always says it. Null where labels differ.</summary>
    public long? OnlyLabel { get; init; }

    /// <summary>Samples on which the dense model's output held NaN (or infinity, where the metric cannot bear it). Above 0, every accuracy gate
    /// fails.</summary>
    public required int DenseNotFinite { get; init; }

    /// <summary>The same of the pruned model.</summary>
    public required int PrunedNotFinite { get; init; }

    /// <summary>SHA-256 of the data.</summary>
    public required string DataHash { get; init; }

    /// <summary>The metric of the dense model. 1 for agreement, which compares it with itself.</summary>
    public double Dense => Values?.Dense ?? (double)Outcomes!.DenseRight / Samples;

    /// <summary>The metric of the pruned model.</summary>
    public double Pruned => Values?.Pruned ?? (double)Outcomes!.PrunedRight / Samples;

    /// <summary>Dense minus pruned. Of counts it is not the difference of two rounded shares, so that 50 of 5000 are 0.01.</summary>
    [JsonIgnore]
    public double Drop => Outcomes is { } outcomes ? (double)(outcomes.OnlyDenseRight - outcomes.OnlyPrunedRight) / Samples : Dense - Pruned;
}
