using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Accuracy;

/// <summary>How well both models do on the same samples.</summary>
public sealed record AccuracyMeasurement
{
    public required AccuracyMetric Metric { get; init; }

    /// <summary>The k of <see cref="AccuracyMetric.TopK"/>.</summary>
    public required int K { get; init; }

    /// <summary>Name of the model output that was judged.</summary>
    public required string Output { get; init; }

    /// <summary>Samples that both models ran on, 1 or more.</summary>
    public required int Samples { get; init; }

    /// <summary>Of the class metrics; null for mse.</summary>
    public PairedOutcomes? Outcomes { get; init; }

    /// <summary>Of mse; null for the class metrics.</summary>
    public PairedErrors? Errors { get; init; }

    /// <summary>Samples on which the dense model's output held NaN (for mse: or infinity). Above 0, every accuracy gate fails.</summary>
    public required int DenseNotFinite { get; init; }

    /// <summary>Samples on which the pruned model's output held NaN (for mse: or infinity). Above 0, every accuracy gate fails.</summary>
    public required int PrunedNotFinite { get; init; }

    /// <summary>SHA-256 of the data.</summary>
    public required string DataHash { get; init; }

    /// <summary>The metric of the dense model: a share in [0, 1], or a mean squared error. 1 for agreement, which compares it with itself.</summary>
    public double Dense => Errors?.DenseMean ?? (double)Outcomes!.DenseRight / Samples;

    /// <summary>The metric of the pruned model: a share in [0, 1], or a mean squared error.</summary>
    public double Pruned => Errors?.PrunedMean ?? (double)Outcomes!.PrunedRight / Samples;
}
