using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PruneOnBuild.Pruning.Algebra.Kernels;

/// <summary>Element by element over a row; every element is rounded alike whether it falls into a vector or into the rest.</summary>
internal static class Vectors
{
    /// <summary>target += factor * source, each rounded once. source is as long as target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var from = ref MemoryMarshal.GetReference(source[..target.Length]);
        var (i, length) = ((nuint)0, (nuint)target.Length);
        if (Vector512.IsHardwareAccelerated)
        {
            var factors = Vector512.Create(factor);
            for (; i + 8 <= length; i += 8)
            {
                Vector512.FusedMultiplyAdd(factors, Vector512.LoadUnsafe(ref from, i), Vector512.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
            }
        }

        var halves = Vector256.Create(factor);
        for (; i + 4 <= length; i += 4)
        {
            Vector256.FusedMultiplyAdd(halves, Vector256.LoadUnsafe(ref from, i), Vector256.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
        }

        for (; i < length; i++)
        {
            Unsafe.Add(ref to, i) = Math.FusedMultiplyAdd(factor, Unsafe.Add(ref from, i), Unsafe.Add(ref to, i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<double> target, ReadOnlySpan<float> source, double factor)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var from = ref MemoryMarshal.GetReference(source[..target.Length]);
        var (i, length) = ((nuint)0, (nuint)target.Length);
        if (Vector512.IsHardwareAccelerated)
        {
            var factors = Vector512.Create(factor);
            for (; i + 16 <= length; i += 16)
            {
                var (low, high) = Vector512.Widen(Vector512.LoadUnsafe(ref from, i));
                Vector512.FusedMultiplyAdd(factors, low, Vector512.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
                Vector512.FusedMultiplyAdd(factors, high, Vector512.LoadUnsafe(ref to, i + 8)).StoreUnsafe(ref to, i + 8);
            }
        }

        var halves = Vector256.Create(factor);
        for (; i + 8 <= length; i += 8)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref from, i));
            Vector256.FusedMultiplyAdd(halves, low, Vector256.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
            Vector256.FusedMultiplyAdd(halves, high, Vector256.LoadUnsafe(ref to, i + 4)).StoreUnsafe(ref to, i + 4);
        }

        for (; i < length; i++)
        {
            Unsafe.Add(ref to, i) = Math.FusedMultiplyAdd(factor, Unsafe.Add(ref from, i), Unsafe.Add(ref to, i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<float> target, ReadOnlySpan<float> source, float factor)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var from = ref MemoryMarshal.GetReference(source[..target.Length]);
        var (i, length) = ((nuint)0, (nuint)target.Length);
        if (Vector512.IsHardwareAccelerated)
        {
            var factors = Vector512.Create(factor);
            for (; i + 16 <= length; i += 16)
            {
                Vector512.FusedMultiplyAdd(factors, Vector512.LoadUnsafe(ref from, i), Vector512.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
            }
        }

        var halves = Vector256.Create(factor);
        for (; i + 8 <= length; i += 8)
        {
            Vector256.FusedMultiplyAdd(halves, Vector256.LoadUnsafe(ref from, i), Vector256.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
        }

        for (; i < length; i++)
        {
            Unsafe.Add(ref to, i) = MathF.FusedMultiplyAdd(factor, Unsafe.Add(ref from, i), Unsafe.Add(ref to, i));
        }
    }

    /// <summary>Leaves a value where its mask has all bits set, and makes it 0 where it has none.</summary>
    public static void KeepWhere(Span<float> values, ReadOnlySpan<int> masks)
    {
        var bits = MemoryMarshal.Cast<float, int>(values);
        ref var to = ref MemoryMarshal.GetReference(bits);
        ref var from = ref MemoryMarshal.GetReference(masks[..bits.Length]);
        var (i, length) = ((nuint)0, (nuint)bits.Length);
        for (; i + 8 <= length; i += 8)
        {
            (Vector256.LoadUnsafe(ref to, i) & Vector256.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
        }

        for (; i < length; i++)
        {
            Unsafe.Add(ref to, i) &= Unsafe.Add(ref from, i);
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
