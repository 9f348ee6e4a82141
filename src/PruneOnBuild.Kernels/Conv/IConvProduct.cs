using PruneOnBuild.Kernels.Product;

namespace PruneOnBuild.Kernels.Conv;

/// <summary>A convolution that is written for one instruction set.</summary>
internal unsafe interface IConvProduct : IPieces
{
    /// <summary>As <see cref="SparseConv.Run"/>.</summary>
    void Run(float* input, int batch, int height, int width, float* residual, float* output, IWorkers workers);
}
