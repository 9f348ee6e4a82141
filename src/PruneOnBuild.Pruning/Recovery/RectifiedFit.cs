using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Algebra.Kernels;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Layers;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>
/// Least squares behind an activation: min over W of |clamp(X W + S) - clamp(T + S)|^2 (the nonlinear reconstruction of Zhang et al. 2015,
/// arXiv:1505.06798). Solved by majorisation: what is wanted beyond a bound is replaced by the nearest output that will do
/// (<see cref="Rectifier.Target"/>), and the plain fit to that never is worse. One factorisation serves all rounds; each starts from weights
/// carried on in the direction of the last two (Nesterov).
/// </summary>
internal static class RectifiedFit
{
    private const int Rounds = 4;

    /// <param name="rows">What the fit sees.</param>
    /// <param name="gram">X^T X of all rows, with the constant 1 last.</param>
    /// <param name="damping">Of the diagonal, pulling towards <paramref name="prior"/>.</param>
    /// <param name="start">The plain fit, [features + 1, outputs].</param>
    /// <returns><paramref name="start"/> where the Gram matrix cannot be factorised.</returns>
    public static Matrix Run(IReadOnlyList<RefitRows> rows, Matrix gram, double[] damping, Matrix start, Matrix prior, Rectifier rectifier)
    {
        if (rows.Count == 0 || Cholesky.FactoriseInPlace(Ridge.Damped(gram, damping), out _) is not { } factor)
        {
            return start;
        }

        var (before, weights, rooms) = (start, start, new ScratchRooms());
        for (var round = 0; round < Rounds; round++)
        {
            var next = Cross(rows, Ahead(before, weights, round), rectifier, rooms);
            for (var row = 0; row < next.Rows; row++)
            {
                Vectors.AddScaled(next.Row(row), (ReadOnlySpan<double>)prior.Row(row), damping[row]);
            }

            factor.SolveInPlace(next);
            (before, weights) = (weights, next);
        }

        return weights;
    }

    private static Matrix Ahead(Matrix before, Matrix weights, int round)
    {
        var ahead = weights.Clone();
        var momentum = Math.Max(0, round - 1) / (round + 2.0);
        Vectors.AddScaled(ahead.Values, (ReadOnlySpan<double>)weights.Values, momentum);
        Vectors.AddScaled(ahead.Values, (ReadOnlySpan<double>)before.Values, -momentum);
        return ahead;
    }

    /// <summary>X^T times what the outputs should be, given what they are with some weights.</summary>
    private static Matrix Cross(IReadOnlyList<RefitRows> rows, Matrix weights, Rectifier rectifier, ScratchRooms rooms)
    {
        var (features, outputs) = (weights.Rows - 1, weights.Columns);
        return Shares.Sum(
            rows.Count,
            LayerMoments.Bytes(features, outputs),
            batch => rows[batch],
            () => new CrossAccumulator(features, outputs, intercept: true),
            (cross, _, batch) => rooms.Use(room =>
            {
                var now = room.Floats("outputs", batch.Count * outputs);
                Outputs.Into(now, batch.X, weights, room);
                var targets = room.Floats("targets", now.Length);
                rectifier.Targets(batch.Wanted, now, batch.Beside, targets);
                cross.Add(batch.X, targets, batch.Count);
            }),
            (cross, other) => cross.Add(other)).Total;
    }
}
