namespace PruneOnBuild.Kernels;

/// <summary>ONNX's <c>Conv</c> over [n, c, h, w] with sparse weights, its bias, residual and activation in one.</summary>
/// <remarks>Packed once; <see cref="Run"/> allocates nothing after the first call with a shape, and may be called by several
/// threads at once.</remarks>
public sealed unsafe class SparseConv : IDisposable
{
    private readonly SparseWeights _weights;
    private readonly float[]? _bias;
    private readonly ConvGeometry _geometry;
    private readonly SparseActivation _activation;

    /// <param name="weights">Rows: output channels; columns: input channels of one group times the kernel's area.</param>
    /// <param name="bias">One for each output channel, or none.</param>
    public SparseConv(SparseWeights weights, ReadOnlySpan<float> bias, ConvGeometry geometry, SparseActivation activation)
    {
        _weights = weights;
        _bias = bias.IsEmpty ? null : bias.ToArray();
        _geometry = geometry;
        _activation = activation;
    }

    public int OutputChannels => _weights.Rows;

    public int InputChannels => _weights.Columns / (_geometry.KernelHeight * _geometry.KernelWidth) * _geometry.Groups;

    /// <param name="input">[batch, input channels, height, width]</param>
    /// <param name="residual">Of the output's shape, or null.</param>
    /// <param name="output">[batch, output channels, output height, output width]</param>
    public void Run(float* input, int batch, int height, int width, float* residual, float* output, IWorkers workers)
    {
        var g = _geometry;
        int outHeight = g.OutputHeight(height), outWidth = g.OutputWidth(width), area = g.KernelHeight * g.KernelWidth;
        int channels = InputChannels, perGroup = channels / g.Groups;
        for (int n = 0; n < batch; n++)
            for (int m = 0; m < _weights.Rows; m++)
                for (int y = 0; y < outHeight; y++)
                    for (int x = 0; x < outWidth; x++)
                    {
                        float sum = _bias?[m] ?? 0;
                        int block = m / _weights.BlockRows;
                        for (int i = _weights.Starts[block]; i < _weights.Starts[block + 1]; i++)
                        {
                            int column = _weights.Indices[i], tap = column % area;
                            int iy = y * g.StrideY - g.PadTop + tap / g.KernelWidth * g.DilationY;
                            int ix = x * g.StrideX - g.PadLeft + tap % g.KernelWidth * g.DilationX;
                            if ((uint)iy >= (uint)height || (uint)ix >= (uint)width)
                                continue;
                            long channel = (long)n * channels + m / (_weights.Rows / g.Groups) * perGroup + column / area;
                            sum += _weights.Values[i * _weights.BlockRows + m % _weights.BlockRows] * input[(channel * height + iy) * width + ix];
                        }
                        long at = (((long)n * _weights.Rows + m) * outHeight + y) * outWidth + x;
                        output[at] = _activation.Of(residual is null ? sum : sum + residual[at]);
                    }
    }

    public void Dispose() { }
}
