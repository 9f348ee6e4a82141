namespace PruneOnBuild.Kernels;

/// <summary>A product of [rows, k] with sparse weights [k, n], its bias, residual and activation in one; a single row is a
/// matrix-vector product.</summary>
/// <remarks>Packed once; <see cref="Run"/> allocates nothing after the first call with a row count, and may be called by several
/// threads at once.</remarks>
public sealed unsafe class SparseMatMul : IDisposable
{
    private readonly SparseWeights _weights;
    private readonly float[]? _bias;
    private readonly SparseActivation _activation;

    /// <param name="weights">Rows: n, the outputs; columns: k, the inputs.</param>
    /// <param name="bias">One for each output, or none.</param>
    public SparseMatMul(SparseWeights weights, ReadOnlySpan<float> bias, SparseActivation activation)
    {
        _weights = weights;
        _bias = bias.IsEmpty ? null : bias.ToArray();
        _activation = activation;
    }

    /// <param name="input">[rows, k]</param>
    /// <param name="residual">Of the output's shape, or null.</param>
    /// <param name="output">[rows, n]</param>
    public void Run(float* input, int rows, float* residual, float* output, IWorkers workers)
    {
        for (int row = 0; row < rows; row++)
            for (int n = 0; n < _weights.Rows; n++)
            {
                float sum = _bias?[n] ?? 0;
                int block = n / _weights.BlockRows;
                for (int i = _weights.Starts[block]; i < _weights.Starts[block + 1]; i++)
                    sum += _weights.Values[i * _weights.BlockRows + n % _weights.BlockRows] * input[(long)row * _weights.Columns + _weights.Indices[i]];
                long at = (long)row * _weights.Rows + n;
                output[at] = _activation.Of(residual is null ? sum : sum + residual[at]);
            }
    }

    public void Dispose() { }
}
