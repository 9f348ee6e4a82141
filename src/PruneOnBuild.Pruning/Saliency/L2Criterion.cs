namespace PruneOnBuild.Pruning.Saliency;

/// <summary>Root of the sum of squared weights.</summary>
internal sealed class L2Criterion : ISaliencyCriterion
{
    public double Add(double sum, float weight) => sum + ((double)weight * weight);

    public double Finish(double sum) => Math.Sqrt(sum);
}
