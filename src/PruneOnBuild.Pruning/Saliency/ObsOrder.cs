using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Layers;

namespace PruneOnBuild.Pruning.Saliency;

/// <summary>
/// Optimal-brain order of the channels of one group: step by step the channel goes whose loss, after the best re-fit of all that reads the
/// group, costs the least; W -= Hi[:,g] Hi[g,g]^-1 W[g], Hi likewise. Errors are relative to the variance of each reader's output and summed
/// over the readers (Frantar and Alistarh 2022, arXiv:2208.11580, on groups of coupled channels as in arXiv:2403.18955).
/// </summary>
internal sealed class ObsOrder
{
    /// <summary>Share of the mean diagonal that damps the Hessian: keeps dead and collinear inputs from spoiling the inverse.</summary>
    private const double Damping = 1e-3;
    private const double MostDamping = 1e6;

    private readonly IReadOnlyList<ObsReader> _readers;
    private readonly InverseHessian[] _hessians;
    private readonly double[] _variances;

    /// <param name="readers">What reads the group; the weights are taken over.</param>
    public ObsOrder(IReadOnlyList<ObsReader> readers)
    {
        _readers = readers;
        _variances = [.. readers.Select(reader => LayerMoments.Variance(reader.Gram, reader.Weights, reader.Samples))];
        _hessians = [.. readers.Select(reader => new InverseHessian(Inverse(reader.Gram, reader.Samples), reader.Weights))];
    }

    /// <summary>Channels of the group in the order in which they go, all of them.</summary>
    /// <param name="channels">How many there are.</param>
    /// <param name="visit">Told before the first step and after each: how many are gone, the error so far, and the weights of a reader now.</param>
    public int[] Run(int channels, Action<int, double, Func<int, Matrix>> visit)
    {
        var left = Enumerable.Range(0, channels).ToList();
        var order = new List<int>(channels);
        var error = 0.0;
        visit(0, 0, reader => _hessians[reader].Weights());
        while (left.Count > 0)
        {
            var scores = new double[left.Count];
            for (var reader = 0; reader < _readers.Count; reader++)
            {
                var own = _hessians[reader].Scores([.. left.Select(channel => RowsOf(reader, channel))]);
                for (var i = 0; i < scores.Length; i++)
                {
                    scores[i] += _variances[reader] > 0 ? own[i] / _variances[reader] : 0;
                }
            }

            var least = Array.IndexOf(scores, scores.Min());
            var gone = left[least];
            for (var reader = 0; reader < _readers.Count; reader++)
            {
                if (RowsOf(reader, gone) is { Length: > 0 } rows)
                {
                    _hessians[reader].Remove(rows);
                }
            }

            error += double.IsFinite(scores[least]) ? Math.Max(0, scores[least]) : 0;
            left.RemoveAt(least);
            order.Add(gone);
            visit(order.Count, error, reader => _hessians[reader].Weights());
        }

        return [.. order];
    }

    /// <summary>Those still there: where a row belongs to two channels, it goes with the first.</summary>
    private int[] RowsOf(int reader, int channel) => Array.FindAll(_readers[reader].Rows[channel], _hessians[reader].IsThere);

    private static Matrix Inverse(Matrix gram, long rows)
    {
        for (var share = Damping; share < MostDamping; share *= 10)
        {
            var damped = Ridge.Damped(gram, Ridge.Damping(gram, share, intercept: true));
            for (var i = 0; i < damped.Values.Length; i++)
            {
                damped.Values[i] /= rows;
            }

            if (Cholesky.Of(damped) is { } factor)
            {
                return factor.Inverse();
            }
        }

        throw new InvalidOperationException("The second moments of a layer's inputs are no numbers.");
    }
}
