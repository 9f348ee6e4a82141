using PruneOnBuild.Runtime;

namespace PruneOnBuild.Benchmarks.Real;

/// <summary>What a network is for, with real data for it. Calibration and evaluation samples have nothing in common.</summary>
internal interface IRealTask
{
    /// <summary>What is measured, on how many samples, in words.</summary>
    string Measured { get; }

    /// <summary>What one must know to read the scores; null: nothing.</summary>
    string? Remark => null;

    SampleSet Calibration { get; }

    /// <summary>Of the pruned model, or of the dense one where both are the same. Higher is better; NaN where an output is not finite.</summary>
    double Score(ModelSession dense, ModelSession pruned);

    /// <summary>A score with its unit.</summary>
    string Text(double score);
}
