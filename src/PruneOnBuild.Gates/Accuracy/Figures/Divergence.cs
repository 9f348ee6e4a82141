namespace PruneOnBuild.Gates.Accuracy.Figures;

/// <summary>
/// kl in nats: sum over classes of p ln(p / q), p the wanted distribution (the dense model's) and q the output's (Kullback and Leibler 1951);
/// the mean over positions where a sample has several. 0 or more; infinite where q is 0 and p is not.
/// </summary>
/// <param name="classes">Values of one distribution.</param>
/// <param name="stride">From one class to the next: 1 where classes lie on the last axis.</param>
internal sealed class Divergence(int classes, int stride, bool isLogits) : ISampleFigure
{
    public double Of(ReadOnlySpan<float> output, ReadOnlySpan<float> wanted)
    {
        var (p, q) = (new double[classes], new double[classes]);
        var sum = 0.0;
        var positions = output.Length / classes;
        for (var position = 0; position < positions; position++)
        {
            var first = position / stride * stride * classes + position % stride;
            LogProbabilities(wanted, first, p);
            LogProbabilities(output, first, q);
            for (var index = 0; index < classes; index++)
                sum += double.IsNegativeInfinity(p[index]) ? 0 : Math.Exp(p[index]) * (p[index] - q[index]);
        }

        return Math.Max(0, sum / positions);
    }

    /// <summary>Whether none is negative and each distribution adds up to 1, as far as float32 and half precision can tell.</summary>
    public static bool IsProbabilities(ReadOnlySpan<float> values, int classes, int stride)
    {
        for (var position = 0; position < values.Length / classes; position++)
        {
            var first = position / stride * stride * classes + position % stride;
            var sum = 0.0;
            for (var index = 0; index < classes; index++)
            {
                if (values[first + index * stride] < 0)
                    return false;
                sum += values[first + index * stride];
            }

            if (Math.Abs(sum - 1) > 0.005)
                return false;
        }

        return true;
    }

    private void LogProbabilities(ReadOnlySpan<float> values, int first, double[] logs)
    {
        var largest = double.NegativeInfinity;
        for (var index = 0; index < classes; index++)
        {
            var value = (double)values[first + index * stride];
            logs[index] = isLogits ? value : Math.Log(value);
            largest = Math.Max(largest, logs[index]);
        }

        var sum = 0.0;
        foreach (var log in logs)
            sum += Math.Exp(log - largest);
        var total = largest + Math.Log(sum);
        for (var index = 0; index < classes; index++)
            logs[index] -= total;
    }
}
