using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Algebra.Kernels;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Layers;

/// <summary>Second moments of one linear problem: of its inputs x with a constant 1 below, and of x with the targets y.</summary>
internal sealed class LayerMoments
{
    private readonly GramAccumulator _gram;
    private readonly CrossAccumulator? _cross;
    private readonly double[] _energy;

    public LayerMoments(int features, int outputs)
    {
        _gram = new GramAccumulator(features, intercept: true);
        _cross = outputs > 0 ? new CrossAccumulator(features, outputs, intercept: true) : null;
        _energy = new double[outputs];
    }

    /// <summary>Rows of x so far.</summary>
    public long Rows => _gram.Samples;

    /// <summary>X^T X, [features + 1, features + 1].</summary>
    public Matrix Gram => _gram.Total();

    /// <summary>X^T Y, [features + 1, outputs].</summary>
    public Matrix Cross => _cross!.Total;

    /// <summary>Sum of squares of each target.</summary>
    public IReadOnlyList<double> Energy => _energy;

    /// <param name="x">[rows, features].</param>
    /// <param name="y">[rows, outputs]; empty where only the inputs count.</param>
    public void Add(ReadOnlyMemory<float> x, ReadOnlyMemory<float> y, int rows)
    {
        if (rows == 0)
        {
            return;
        }

        _gram.Add(x, rows);
        if (_cross is null)
        {
            return;
        }

        _cross.Add(x, y, rows);
        for (var left = y.Span; left.Length > 0; left = left[_energy.Length..])
        {
            for (var output = 0; output < _energy.Length; output++)
            {
                _energy[output] += (double)left[output] * left[output];
            }
        }
    }

    /// <summary>Adds what others of the same problem have seen.</summary>
    public void Add(LayerMoments other)
    {
        _gram.Add(other._gram);
        if (_cross is not null)
        {
            _cross.Add(other._cross!);
            Vectors.AddScaled(_energy, (ReadOnlySpan<double>)other._energy, 1);
        }
    }

    /// <summary>Bytes that the moments of one problem take.</summary>
    public static long Bytes(int features, int outputs) => sizeof(double) * (features + 1L) * (features + 1L + outputs);

    /// <summary>Mean squared error of y = W x + b over all targets and rows: 0 or more.</summary>
    /// <param name="weights">[features + 1, outputs].</param>
    public double Error(Matrix weights)
    {
        var product = Multiply.Of(Gram, weights);
        var error = 0.0;
        for (var i = 0; i < weights.Values.Length; i++)
        {
            error += weights.Values[i] * (product.Values[i] - (2 * Cross.Values[i]));
        }

        return Math.Max(0, error + _energy.Sum()) / Math.Max(1, Rows);
    }

    /// <summary>Variance of the targets that the inputs' weights make, summed over outputs: what an error is compared with.</summary>
    /// <param name="weights">[features + 1, outputs].</param>
    public static double Variance(Matrix gram, Matrix weights, long rows)
    {
        var product = Multiply.Of(gram, weights);
        var (last, variance) = (gram.Rows - 1, 0.0);
        for (var output = 0; output < weights.Columns; output++)
        {
            var square = 0.0;
            for (var row = 0; row < weights.Rows; row++)
            {
                square += weights[row, output] * product[row, output];
            }

            var mean = product[last, output] / rows;
            variance += (square / rows) - (mean * mean);
        }

        return Math.Max(0, variance);
    }

    /// <summary>x of a batch as <see cref="Layer.Patches"/> cuts it out, without the rows that only fill the batch up.</summary>
    public static float[] Patches(Layer layer, Tensor input, SampleBatch batch, int group, int[] positions)
    {
        var rows = layer.Patches(input, batch.Rows, group, positions);
        return batch.Count == batch.Rows ? rows : rows[..(batch.Count * positions.Length * layer.Features)];
    }
}
