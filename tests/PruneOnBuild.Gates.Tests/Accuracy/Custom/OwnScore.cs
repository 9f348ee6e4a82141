namespace PruneOnBuild.Gates.Tests.Accuracy.Custom;

/// <summary>Metrics as a user's assembly has them.</summary>
public static class OwnScore
{
    /// <summary>The first value of each sample, plus its label where there is one.</summary>
    public static double[] Score(float[] outputs, int[] outputDims, float[] labels, int[] labelDims)
    {
        var each = outputDims[1..].Aggregate(1, (product, dim) => product * dim);
        return [.. Enumerable.Range(0, outputDims[0]).Select(sample =>
            outputs[sample * each] + (labels.Length == 0 ? 0 : labels[sample * labelDims[1]]))];
    }

    public static class ForAll
    {
        public static double[] Score(float[] outputs, int[] outputDims, float[] labels, int[] labelDims) => [outputs.Length];
    }

    public static class Throwing
    {
        public static double[] Score(float[] outputs, int[] outputDims, float[] labels, int[] labelDims) =>
            throw new InvalidOperationException("the table of weights is missing");
    }

    public static class WithNaN
    {
        public static double[] Score(float[] outputs, int[] outputDims, float[] labels, int[] labelDims) =>
            [.. Enumerable.Range(0, outputDims[0]).Select(sample => sample == 7 ? double.NaN : 1)];
    }

    public static class TooFew
    {
        public static double[] Score(float[] outputs, int[] outputDims, float[] labels, int[] labelDims) => [1, 2];
    }

    public static class Endless
    {
        public static double[] Score(float[] outputs, int[] outputDims, float[] labels, int[] labelDims)
        {
            Thread.Sleep(Timeout.Infinite);
            return [];
        }
    }

    public static class OtherSignature
    {
        public static double Score(float[] outputs) => outputs[0];
    }
}
