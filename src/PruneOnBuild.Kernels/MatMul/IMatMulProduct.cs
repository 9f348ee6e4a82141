using PruneOnBuild.Kernels.Product;

namespace PruneOnBuild.Kernels.MatMul;

/// <summary>A product that is written for one instruction set.</summary>
internal unsafe interface IMatMulProduct : IPieces
{
    /// <summary>As <see cref="SparseMatMul.Run"/>.</summary>
    void Run(float* input, int rows, float* residual, float* output, IWorkers workers);
}
