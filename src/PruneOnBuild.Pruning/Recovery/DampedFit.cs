using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>Damped least squares whose damping is chosen on samples that the fit did not see.</summary>
internal static class DampedFit
{
    /// <summary>Candidates for the damping, as shares of the mean diagonal of X^T X; the last keeps the old weights almost as they are.</summary>
    public static readonly IReadOnlyList<double> Dampings = [1e-4, 1e-3, 1e-2, 1e-1, 1];

    /// <summary>The fit that does best on the samples that judge; the old weights where none does better than they.</summary>
    public static Matrix Run(LayerRefit refit, Matrix old, bool intercept, Rectifier? behind)
    {
        var (fit, judge) = (refit.Fit, refit.Judge);
        if (Best(refit, old, intercept) is not { } best)
        {
            return old;
        }

        // The damping is settled; the fit itself may now use all samples.
        var (gram, cross) = ReferenceEquals(fit, judge) ? (fit.Gram, fit.Cross) : (fit.Gram.Plus(judge.Gram), fit.Cross.Plus(judge.Cross));
        var plain = Solve(gram, cross, old, best.Damping, intercept) ?? old;
        return behind is null ? plain : RectifiedFit.Run(refit.Rows, gram, Ridge.Damping(gram, best.Damping, intercept: true), plain, old, behind);
    }

    /// <summary>The same, but blind to the samples that judge, for where these have more to decide.</summary>
    public static Matrix Unseen(LayerRefit refit, Matrix old) => Best(refit, old, intercept: true)?.Weights ?? old;

    private static (double Damping, Matrix Weights)? Best(LayerRefit refit, Matrix old, bool intercept)
    {
        var (fit, judge) = (refit.Fit, refit.Judge);
        var (best, error) = (((double, Matrix)?)null, judge.Error(old));
        foreach (var share in Dampings)
        {
            if (Solve(fit.Gram, fit.Cross, old, share, intercept) is { } solved && judge.Error(solved) is var own && own < error)
            {
                (best, error) = ((share, solved), own);
            }
        }

        return best;
    }

    private static Matrix? Solve(Matrix gram, Matrix cross, Matrix old, double share, bool intercept)
    {
        if (intercept)
        {
            return Ridge.Solve(gram, cross, Ridge.Damping(gram, share, intercept: true), old)?.Weights;
        }

        // Without a bias of its own the last row stays what it is: 0.
        int[] rows = [.. Enumerable.Range(0, gram.Rows - 1)];
        var inner = gram.Pick(rows, rows);
        if (Ridge.Solve(inner, cross.PickRows(rows), Ridge.Damping(inner, share), old.PickRows(rows))?.Weights is not { } solved)
        {
            return null;
        }

        var weights = new Matrix(gram.Rows, cross.Columns);
        solved.Values.CopyTo(weights.Values, 0);
        return weights;
    }
}
