namespace PruneOnBuild.Pruning.Algebra;

/// <summary>Damped least squares, the re-fit of a layer to the inputs it has left.</summary>
internal static class Ridge
{
    private const int Attempts = 7;
    private const double Growth = 10;

    /// <summary>
    /// W with (G + diag(damping)) W = C + diag(damping) W0, the least squares fit pulled towards W0 (towards zero without one). Where G and
    /// its damping are not positive definite, ten times the damping is tried, up to a million times.
    /// </summary>
    /// <param name="gram">G = X^T X, [n, n], symmetric.</param>
    /// <param name="cross">C = X^T Y, [n, m].</param>
    /// <param name="damping">[n], at least 0, in the unit of G's diagonal; 0 leaves a row (such as that of the intercept) undamped.</param>
    /// <param name="prior">W0, [n, m], usually the weights the layer had.</param>
    /// <returns>Null if no damping sufficed: G is then singular where it is not damped, or holds a NaN.</returns>
    public static RidgeSolution? Solve(Matrix gram, Matrix cross, ReadOnlySpan<double> damping, Matrix? prior = null)
    {
        if (cross.Rows != gram.Rows || damping.Length != gram.Rows ||
            (prior is not null && (prior.Rows != cross.Rows || prior.Columns != cross.Columns)))
        {
            throw new ArgumentException(
                $"Shapes do not fit: gram {gram.Rows}, cross [{cross.Rows}, {cross.Columns}], damping {damping.Length}.", nameof(cross));
        }

        var factor = 1.0;
        for (var attempt = 0; attempt < Attempts; attempt++, factor *= Growth)
        {
            if (Cholesky.FactoriseInPlace(Damped(gram, damping, factor), out _) is { } cholesky)
            {
                var weights = RightSide(cross, damping, factor, prior);
                cholesky.SolveInPlace(weights);
                return new RidgeSolution(weights, factor);
            }
        }

        return null;
    }

    /// <summary>
    /// A damping of share times the mean of the diagonal, none for the intercept, and for a dead input (diagonal 0) that mean itself, so that
    /// it keeps its prior weight exactly and disturbs nothing.
    /// </summary>
    public static double[] Damping(Matrix gram, double share, bool intercept = false)
    {
        var diagonal = gram.Diagonal();
        var features = diagonal.Length - (intercept ? 1 : 0);
        var mean = features == 0 ? 0 : diagonal.AsSpan(0, features).ToArray().Average();
        var dead = mean > 0 ? mean : 1;
        return [.. diagonal.Select((value, i) => i >= features ? 0 : value == 0 ? dead : share * mean)];
    }

    /// <summary>G + factor * diag(damping), a matrix of its own.</summary>
    public static Matrix Damped(Matrix gram, ReadOnlySpan<double> damping, double factor = 1)
    {
        var damped = gram.Clone();
        for (var i = 0; i < damping.Length; i++)
        {
            damped[i, i] += factor * damping[i];
        }

        return damped;
    }

    private static Matrix RightSide(Matrix cross, ReadOnlySpan<double> damping, double factor, Matrix? prior)
    {
        var right = cross.Clone();
        for (var i = 0; prior is not null && i < right.Rows; i++)
        {
            Kernels.Vectors.AddScaled(right.Row(i), (ReadOnlySpan<double>)prior.Row(i), factor * damping[i]);
        }

        return right;
    }
}
