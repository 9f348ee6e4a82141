using System.Runtime.Intrinsics;
using PruneOnBuild.Kernels.Lanes;
using PruneOnBuild.Kernels.MatMul;
using PruneOnBuild.Kernels.MatVec;

namespace PruneOnBuild.Kernels;

/// <summary>A product of [rows, k] with sparse weights [k, n], its bias, residual and activation in one; a single row is a
/// matrix-vector product.</summary>
/// <remarks>Packed when it first runs, once for few rows and once for many; <see cref="Run"/> allocates nothing after the first call
/// with a row count, and may be called by several threads at once.</remarks>
public sealed unsafe class SparseMatMul : IDisposable
{
    private readonly Lazy<IMatMulProduct> _few;
    private readonly Lazy<IMatMulProduct> _many;
    private readonly int _fewRows;
    private readonly int _outputs;

    /// <param name="weights">Rows: n, the outputs; columns: k, the inputs.</param>
    /// <param name="bias">One for each output, or none.</param>
    /// <param name="instructions">Null: the widest that this processor has.</param>
    /// <exception cref="ArgumentException">The bias has another length than the outputs.</exception>
    /// <exception cref="PlatformNotSupportedException">This processor lacks the <paramref name="instructions"/>.</exception>
    public SparseMatMul(SparseWeights weights, ReadOnlySpan<float> bias, SparseActivation activation, InstructionSet? instructions = null)
        : this(weights, bias, activation, instructions, MatMulTuning.For(weights))
    {
    }

    internal SparseMatMul(
        SparseWeights weights, ReadOnlySpan<float> bias, SparseActivation activation, InstructionSet? instructions, MatMulTuning tuning)
    {
        if (bias.Length != 0 && bias.Length != weights.Rows)
            throw new ArgumentException($"{weights.Rows} outputs have a bias of {bias.Length}.");
        var set = InstructionSets.Choose(instructions);
        _outputs = weights.Rows;
        float[] biases = bias.ToArray();
        _fewRows = tuning.FewRows;
        _few = new(() => Few(set, weights, biases, activation));
        _many = new(() => Many(set, weights, biases, activation, tuning));
    }

    /// <param name="input">[rows, k]</param>
    /// <param name="residual">Of the output's shape, apart from it; or null.</param>
    /// <param name="output">[rows, n]</param>
    public void Run(float* input, int rows, float* residual, float* output, IWorkers workers)
    {
        if (_outputs > 0)
            (rows <= _fewRows ? _few : _many).Value.Run(input, rows, residual, output, workers);
        // Else a finalizer might free the weights that are still read.
        GC.KeepAlive(this);
    }

    public void Dispose()
    {
        if (_few.IsValueCreated)
            _few.Value.Dispose();
        if (_many.IsValueCreated)
            _many.Value.Dispose();
    }

    private static IMatMulProduct Many(
        InstructionSet set, SparseWeights weights, float[] bias, SparseActivation activation, MatMulTuning tuning) => set switch
        {
            InstructionSet.Avx512 => new MatMulProduct<Avx512Lanes, Vector512<float>>(weights, bias, activation, tuning),
            InstructionSet.Avx2 => new MatMulProduct<Avx2Lanes, Vector256<float>>(weights, bias, activation, tuning),
            InstructionSet.AdvSimd => new MatMulProduct<ArmLanes, Vector128<float>>(weights, bias, activation, tuning),
            _ => new MatMulProduct<ScalarLanes, FourFloats>(weights, bias, activation, tuning),
        };

    private static IMatMulProduct Few(InstructionSet set, SparseWeights weights, float[] bias, SparseActivation activation) =>
        (set, weights.BlockRows % 16, weights.BlockRows % 8) switch
        {
            (InstructionSet.Avx512, 0, _) => BlockMatVec<Avx512Lanes, Vector512<float>>.Pack(weights, bias, activation),
            (InstructionSet.Avx512 or InstructionSet.Avx2, _, 0) => BlockMatVec<Avx2Lanes, Vector256<float>>.Pack(weights, bias, activation),
            (InstructionSet.Avx512 or InstructionSet.Avx2, _, _) => GroupMatVec<FmaLanes, Vector128<float>>.Pack(weights, bias, activation),
            (InstructionSet.AdvSimd, _, _) => GroupMatVec<ArmLanes, Vector128<float>>.Pack(weights, bias, activation),
            _ => GroupMatVec<ScalarLanes, FourFloats>.Pack(weights, bias, activation),
        };
}
