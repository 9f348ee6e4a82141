using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PruneOnBuild.Pruning.Algebra.Kernels;

/// <summary>
/// Rows of float32 without gaps, for products whose readers need no more: half the memory of a float64 target. Blocks of
/// <see cref="Product.DepthBlock"/> terms are added up in float32 too.
/// </summary>
/// <param name="First">Where the first row begins in the values.</param>
internal readonly record struct FloatRows(float[] Values, int Rows, int Columns, int First = 0) : ITarget<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int row, int column, ReadOnlySpan<float> values, double factor)
    {
        var to = Values.AsSpan(First + (row * Columns) + column, values.Length);
        if (values.Length != 2 * Vector256<float>.Count)
        {
            Vectors.AddScaled(to, values, (float)factor);
            return;
        }

        // A whole row of a register tile, over and over: not worth a call.
        var factors = Vector256.Create((float)factor);
        ref var at = ref MemoryMarshal.GetReference(to);
        ref var from = ref MemoryMarshal.GetReference(values);
        Vector256.FusedMultiplyAdd(factors, Vector256.LoadUnsafe(ref from), Vector256.LoadUnsafe(ref at)).StoreUnsafe(ref at);
        Vector256.FusedMultiplyAdd(factors, Vector256.LoadUnsafe(ref from, 8), Vector256.LoadUnsafe(ref at, 8)).StoreUnsafe(ref at, 8);
    }
}
