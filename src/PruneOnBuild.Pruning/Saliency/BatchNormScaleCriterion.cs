using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Pruning.Groups;

namespace PruneOnBuild.Pruning.Saliency;

/// <summary>
/// Absolute scale of the batch normalizations that carry a channel, summed over them: training with a penalty on scales drives those of
/// channels that are not needed to 0 (network slimming, Liu et al. 2017, arXiv:1708.06519). Groups that none carries are judged by the l2 of
/// their weights.
/// </summary>
internal static class BatchNormScaleCriterion
{
    private const int ChannelAxis = 1;

    /// <summary>
    /// Scales come from the model as it was read: where recovery folded a normalization away, the convolution before it writes the value that
    /// the normalization wrote, and its channels still lie there one by one. Leaving them unfolded would cost recovery its better aim.
    /// </summary>
    public static SaliencyTable Compute(Analysis analysis)
    {
        var scores = new ChannelScores(analysis.Map, analysis.Groups);
        foreach (var norm in analysis.Dense.Nodes.Where(node => node is { OpType: "BatchNormalization", Domain: "" or "ai.onnx" }))
        {
            if (analysis.Dense.Constant(norm.Input[1]) is { } scale && ElementTypes.IsFloat(scale.ElementType()))
            {
                scores.Add(norm.Output[0], ChannelAxis, Array.ConvertAll(TensorReader.Floats(scale), value => (double)Math.Abs(value)));
            }
        }

        return scores.Table();
    }
}
