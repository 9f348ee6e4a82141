using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PruneOnBuild.Pruning.Algebra.Kernels;

/// <summary>Element by element over a row; every element is rounded alike whether it falls into a vector or into the rest.</summary>
internal static class Vectors
{
    /// <summary>target += factor * source, each rounded once. source is float32 or float64, as long as target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaled<T>(Span<double> target, ReadOnlySpan<T> source, double factor)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            AddScaled(target, MemoryMarshal.Cast<T, float>(source), factor);
        }
        else
        {
            AddScaled(target, MemoryMarshal.Cast<T, double>(source), factor);
        }
    }

    public static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        source = source[..target.Length];
        var i = 0;
        var factors = new Vector<double>(factor);
        for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var sum = Vector.FusedMultiplyAdd(factors, new Vector<double>(source[i..]), new Vector<double>(target[i..]));
            sum.CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] = Math.FusedMultiplyAdd(factor, source[i], target[i]);
        }
    }

    public static void AddScaled(Span<double> target, ReadOnlySpan<float> source, double factor)
    {
        source = source[..target.Length];
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var from = ref MemoryMarshal.GetReference(source);
        var i = 0;
        var factors = Vector256.Create(factor);
        for (; i <= target.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref from, (nuint)i));
            var (first, second) = ((nuint)i, (nuint)(i + Vector256<double>.Count));
            Vector256.FusedMultiplyAdd(factors, low, Vector256.LoadUnsafe(ref to, first)).StoreUnsafe(ref to, first);
            Vector256.FusedMultiplyAdd(factors, high, Vector256.LoadUnsafe(ref to, second)).StoreUnsafe(ref to, second);
        }

        for (; i < target.Length; i++)
        {
            target[i] = Math.FusedMultiplyAdd(factor, source[i], target[i]);
        }
    }

    public static void Scale(Span<double> target, double factor)
    {
        var i = 0;
        for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(target[i..]) * factor).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] *= factor;
        }
    }

    /// <summary>Sum of squares, in the order of the elements.</summary>
    public static double SquaredNorm(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum = Math.FusedMultiplyAdd(value, value, sum);
        }

        return sum;
    }
}
