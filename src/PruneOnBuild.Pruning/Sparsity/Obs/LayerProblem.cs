using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Pruning.Sparsity.Obs;

/// <summary>
/// Damped least squares of one group of a layer without its intercept, which is taken out by centring and comes back in
/// <see cref="WithBias"/>: minimise tr(W^T H W) - 2 tr(W^T C), H = G + damping, C = X^T Y + damping W0. The damping holds W to the weights it
/// had; it is a share of the mean diagonal of G.
/// </summary>
/// <param name="Hessian">H, [features, features], positive definite.</param>
/// <param name="Cross">C, [features, outputs].</param>
internal sealed record LayerProblem(Matrix Hessian, Matrix Cross)
{
    private const int Attempts = 7;

    private double[] InputMeans { get; init; } = [];

    private double[] TargetMeans { get; init; } = [];

    /// <summary>H = L L^T.</summary>
    public required Cholesky Factor { get; init; }

    /// <param name="gram">X^T X with the constant 1 last, [features + 1, features + 1].</param>
    /// <param name="cross">X^T Y, [features + 1, outputs].</param>
    /// <param name="prior">W0 over b, [features + 1, outputs].</param>
    /// <param name="share">Damping as a share of the mean diagonal; ten times as much, and so on, where that is not positive definite.</param>
    /// <param name="intercept">Whether the layer can have a bias; else it has none.</param>
    /// <returns>Null if no damping sufficed: the moments are no numbers.</returns>
    public static LayerProblem? Of(Matrix gram, Matrix cross, Matrix prior, double share, bool intercept)
    {
        var (features, outputs) = (gram.Rows - 1, cross.Columns);
        var rows = gram[features, features];
        var inputMeans = intercept ? Scaled(gram.Row(features)[..features], 1 / rows) : new double[features];
        var targetMeans = intercept ? Scaled(cross.Row(features), 1 / rows) : new double[outputs];
        var (centred, target) = (new Matrix(features, features), new Matrix(features, outputs));
        for (var i = 0; i < features; i++)
        {
            for (var j = 0; j < features; j++)
            {
                centred[i, j] = gram[i, j] - (rows * inputMeans[i] * inputMeans[j]);
            }

            for (var j = 0; j < outputs; j++)
            {
                target[i, j] = cross[i, j] - (rows * inputMeans[i] * targetMeans[j]);
            }
        }

        var mean = features == 0 ? 0 : centred.Diagonal().Average();
        var damping = share * (mean > 0 ? mean : 1);
        for (var attempt = 0; attempt < Attempts; attempt++, damping *= 10)
        {
            var (hessian, right) = (centred.Clone(), target.Clone());
            for (var i = 0; i < features; i++)
            {
                hessian[i, i] = Math.Max(0, hessian[i, i]) + damping;
                for (var j = 0; j < outputs; j++)
                {
                    right[i, j] += damping * prior[i, j];
                }
            }

            if (Cholesky.Of(hessian) is { } factor)
            {
                return new LayerProblem(hessian, right) { Factor = factor, InputMeans = inputMeans, TargetMeans = targetMeans };
            }
        }

        return null;
    }

    /// <summary>W [features, outputs] over the bias that goes with it.</summary>
    public Matrix WithBias(Matrix weights)
    {
        var all = new Matrix(weights.Rows + 1, weights.Columns);
        weights.Values.CopyTo(all.Values, 0);
        var bias = all.Row(weights.Rows);
        TargetMeans.CopyTo(bias);
        for (var i = 0; i < weights.Rows; i++)
        {
            Algebra.Kernels.Vectors.AddScaled(bias, (ReadOnlySpan<double>)weights.Row(i), -InputMeans[i]);
        }

        return all;
    }

    private static double[] Scaled(ReadOnlySpan<double> values, double factor)
    {
        var scaled = values.ToArray();
        Algebra.Kernels.Vectors.Scale(scaled, factor);
        return scaled;
    }
}
