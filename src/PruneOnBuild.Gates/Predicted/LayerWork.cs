using PruneOnBuild.Policy.Capabilities;

namespace PruneOnBuild.Gates.Predicted;

/// <summary>What one layer has to do for one sample, whatever it runs on.</summary>
/// <param name="MultiplyAdds">With zeros; sizes that are not known count as one.</param>
/// <param name="ActivationBytes">Read and written beside the weights.</param>
/// <param name="WeightBytes">All weights as stored; 0 where the layer multiplies values of a run.</param>
/// <param name="NonZeroWeights">Share of the weights that are not zero, in [0, 1]; 1 where there are none.</param>
/// <param name="IsTwoOfFour">Whether of every four weights along the input channels two or more are zero.</param>
/// <param name="Type">Of the weights, or of the values; null: one that no accelerator's figures are about.</param>
/// <param name="IsExact">Whether all sizes are known.</param>
public sealed record LayerWork(
    string Node, string Operator, double MultiplyAdds, long ActivationBytes, long WeightBytes, double NonZeroWeights, bool IsTwoOfFour, WeightType? Type, bool IsExact)
{
    /// <summary><c>Conv '/stem/conv'</c></summary>
    public string Name => $"{Operator} '{Node}'";
}
