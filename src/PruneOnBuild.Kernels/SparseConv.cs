using System.Runtime.Intrinsics;
using PruneOnBuild.Kernels.Conv;
using PruneOnBuild.Kernels.Conv.Depthwise;
using PruneOnBuild.Kernels.Conv.Pooling;
using PruneOnBuild.Kernels.Lanes;
using PruneOnBuild.Kernels.Packing;

namespace PruneOnBuild.Kernels;

/// <summary>ONNX's <c>Conv</c> over [n, c, h, w] with sparse weights, its bias, residual, activation and pooling in one.</summary>
/// <remarks>Packed once; <see cref="Run"/> allocates nothing after the first call with a shape, and may be called by several
/// threads at once.</remarks>
public sealed unsafe class SparseConv : IDisposable
{
    private readonly IConvProduct _product;
    private readonly ConvGeometry _geometry;
    private readonly PoolProduct? _pool;
    private readonly ScratchPool _images = new();

    /// <param name="weights">Rows: output channels; columns: input channels of one group times the kernel's area.</param>
    /// <param name="bias">One for each output channel, or none.</param>
    /// <param name="instructions">Null: the widest that this processor has.</param>
    /// <param name="pooling">Of what has been activated; null: none.</param>
    /// <exception cref="ArgumentException">The weights, the bias and the geometry disagree.</exception>
    /// <exception cref="PlatformNotSupportedException">This processor lacks the <paramref name="instructions"/>.</exception>
    public SparseConv(
        SparseWeights weights, ReadOnlySpan<float> bias, ConvGeometry geometry, SparseActivation activation, InstructionSet? instructions = null,
        MaxPooling? pooling = null)
        : this(weights, bias, geometry, activation, instructions, pooling, ConvTuning.For(weights, geometry))
    {
    }

    internal SparseConv(
        SparseWeights weights, ReadOnlySpan<float> bias, ConvGeometry geometry, SparseActivation activation, InstructionSet? instructions,
        MaxPooling? pooling, ConvTuning tuning)
    {
        int area = geometry.KernelHeight * geometry.KernelWidth;
        if (weights.Rows % geometry.Groups != 0 || weights.Columns % area != 0 || (bias.Length != 0 && bias.Length != weights.Rows))
            throw new ArgumentException(
                $"Weights [{weights.Rows}, {weights.Columns}] with a bias of {bias.Length} are no convolution of {geometry.Groups} groups and {area} taps.");
        OutputChannels = weights.Rows;
        InputChannels = weights.Columns / area * geometry.Groups;
        var set = InstructionSets.Choose(instructions);
        (_geometry, _pool) = (geometry, pooling is null ? null : new(pooling, set));
        _product = set switch
        {
            _ when DepthwiseProduct.Serves(weights, geometry) => new DepthwiseProduct(weights, bias, geometry, activation, set),
            InstructionSet.Avx512 => new ConvProduct<Avx512Lanes, Vector512<float>>(weights, bias, geometry, activation, tuning),
            InstructionSet.Avx2 => new ConvProduct<Avx2Lanes, Vector256<float>>(weights, bias, geometry, activation, tuning),
            InstructionSet.AdvSimd => new ConvProduct<ArmLanes, Vector128<float>>(weights, bias, geometry, activation, tuning),
            _ => new ConvProduct<ScalarLanes, FourFloats>(weights, bias, geometry, activation, tuning),
        };
    }

    public int OutputChannels { get; }

    public int InputChannels { get; }

    /// <param name="input">[batch, input channels, height, width]</param>
    /// <param name="residual">Of the output's shape before it is pooled, apart from it; or null.</param>
    /// <param name="output">[batch, output channels, output height, output width], of the pooled image where there is pooling.</param>
    public void Run(float* input, int batch, int height, int width, float* residual, float* output, IWorkers workers)
    {
        if (OutputChannels > 0 && _pool is { } pool)
            RunPooled(pool, input, batch, height, width, residual, output, workers);
        else if (OutputChannels > 0)
            _product.Run(input, batch, height, width, residual, output, workers);
        // Else a finalizer might free the weights that are still read.
        GC.KeepAlive(this);
    }

    public void Dispose()
    {
        _product.Dispose();
        _pool?.Dispose();
        _images.Dispose();
    }

    /// <summary>Image by image, so that what is pooled is still in the cache.</summary>
    private void RunPooled(PoolProduct pool, float* input, int batch, int height, int width, float* residual, float* output, IWorkers workers)
    {
        int convHeight = _geometry.OutputHeight(height), convWidth = _geometry.OutputWidth(width);
        nint inputSize = (nint)InputChannels * height * width, convSize = (nint)OutputChannels * convHeight * convWidth;
        float* image = (float*)_images.Rent((nuint)convSize * sizeof(float));
        for (int n = 0; n < batch; n++)
        {
            _product.Run(input + n * inputSize, 1, height, width, residual is null ? null : residual + n * convSize, image, workers);
            pool.Run(image, OutputChannels, convHeight, convWidth, output + n * OutputChannels * pool.OutputPixels(convHeight, convWidth), workers);
        }
        _images.Return((byte*)image);
    }
}
