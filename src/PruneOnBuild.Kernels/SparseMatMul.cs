using System.Runtime.Intrinsics;
using PruneOnBuild.Kernels.Lanes;
using PruneOnBuild.Kernels.MatMul;

namespace PruneOnBuild.Kernels;

/// <summary>A product of [rows, k] with sparse weights [k, n], its bias, residual and activation in one; a single row is a
/// matrix-vector product.</summary>
/// <remarks>Packed once; <see cref="Run"/> allocates nothing after the first call with a row count, and may be called by several
/// threads at once.</remarks>
public sealed unsafe class SparseMatMul : IDisposable
{
    private readonly IMatMulProduct _product;

    /// <param name="weights">Rows: n, the outputs; columns: k, the inputs.</param>
    /// <param name="bias">One for each output, or none.</param>
    /// <param name="instructions">Null: the widest that this processor has.</param>
    /// <exception cref="PlatformNotSupportedException">This processor lacks the <paramref name="instructions"/>.</exception>
    public SparseMatMul(SparseWeights weights, ReadOnlySpan<float> bias, SparseActivation activation, InstructionSet? instructions = null)
        : this(weights, bias, activation, instructions, MatMulTuning.For(weights))
    {
    }

    internal SparseMatMul(
        SparseWeights weights, ReadOnlySpan<float> bias, SparseActivation activation, InstructionSet? instructions, MatMulTuning tuning) =>
        _product = InstructionSets.Choose(instructions) switch
        {
            InstructionSet.Avx512 => new MatMulProduct<Avx512Lanes, Vector512<float>>(weights, bias, activation, tuning),
            InstructionSet.Avx2 => new MatMulProduct<Avx2Lanes, Vector256<float>>(weights, bias, activation, tuning),
            InstructionSet.AdvSimd => new MatMulProduct<ArmLanes, Vector128<float>>(weights, bias, activation, tuning),
            _ => new MatMulProduct<ScalarLanes, FourFloats>(weights, bias, activation, tuning),
        };

    /// <param name="input">[rows, k]</param>
    /// <param name="residual">Of the output's shape, or null.</param>
    /// <param name="output">[rows, n]</param>
    public void Run(float* input, int rows, float* residual, float* output, IWorkers workers) =>
        _product.Run(input, rows, residual, output, workers);

    public void Dispose() => _product.Dispose();
}
