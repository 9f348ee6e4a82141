namespace PruneOnBuild.Gates.Accuracy.Custom;

/// <summary>The user's own metric.</summary>
internal interface IScorer
{
    /// <param name="outputs">Of all samples, row-major.</param>
    /// <param name="outputDims">Samples first.</param>
    /// <param name="labels">Empty where the data has none.</param>
    /// <param name="labelDims">Samples, and values of each.</param>
    /// <returns>One number for each sample, or one for all; not yet checked.</returns>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB4035 or POB4037: it fails or takes too long.</exception>
    double[] Score(float[] outputs, int[] outputDims, float[] labels, int[] labelDims);
}
