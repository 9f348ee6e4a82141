using PruneOnBuild.Graph;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning;

/// <summary>What search asks of those who judge models: it cannot measure accuracy itself, and compares no times.</summary>
public interface ITrials : IDisposable
{
    /// <summary>One sample, as latency is measured with.</summary>
    IReadOnlyDictionary<string, Tensor> Sample { get; }

    /// <summary>Does beforehand what <see cref="Accuracy"/> needs once, so that the first trial takes no longer than the others.</summary>
    void Prepare();

    /// <summary>The model's accuracy by the policy's gate. Only where the policy has one.</summary>
    AccuracyTrial Accuracy(ModelGraph pruned);

    /// <summary>Dense latency over this model's, both measured side by side, above 0.</summary>
    double Speedup(ModelGraph pruned);
}
