namespace PruneOnBuild.Pruning.Saliency;

/// <summary>What a slice of a weight tensor is worth.</summary>
internal interface ISaliencyCriterion
{
    /// <summary>What one weight adds to the sum of its slice.</summary>
    double Add(double sum, float weight);

    /// <summary>From the finished sum to the saliency, at least 0; higher is more worth keeping.</summary>
    double Finish(double sum);
}
