namespace PruneOnBuild.Gates.Accuracy.Figures;

/// <summary>cosine: of the angle between both as vectors, in [-1, 1]; 0 where one is all zeros and the other is not, 1 where both are.</summary>
internal sealed class CosineSimilarity : ISampleFigure
{
    public double Of(ReadOnlySpan<float> output, ReadOnlySpan<float> wanted)
    {
        double product = 0, ours = 0, theirs = 0;
        for (var index = 0; index < output.Length; index++)
        {
            product += (double)output[index] * wanted[index];
            ours += (double)output[index] * output[index];
            theirs += (double)wanted[index] * wanted[index];
        }

        return ours == 0 || theirs == 0 ? ours == theirs ? 1 : 0 : Math.Clamp(product / (Math.Sqrt(ours) * Math.Sqrt(theirs)), -1, 1);
    }
}
