namespace PruneOnBuild.Pruning.Saliency;

/// <summary>Sum of absolute weights. Li et al. 2017, arXiv:1608.08710.</summary>
internal sealed class L1Criterion : ISaliencyCriterion
{
    public double Add(double sum, float weight) => sum + Math.Abs(weight);

    public double Finish(double sum) => sum;
}
