using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PruneOnBuild.Pruning.Algebra.Kernels;

/// <summary>Scratch memory that starts at a cache line: a 512-bit load across two lines costs twice.</summary>
internal sealed class AlignedBuffer<T>
    where T : unmanaged
{
    private const int LineBytes = 64;
    private T[] _values = [];
    private int _start;

    /// <summary>At least this many elements, with whatever they last held.</summary>
    public Span<T> Of(int length)
    {
        var line = LineBytes / Unsafe.SizeOf<T>();
        if (_values.Length < length + line)
        {
            _values = GC.AllocateUninitializedArray<T>(length + line, pinned: true);
            _start = (int)((LineBytes - (Address() % LineBytes)) % LineBytes) / Unsafe.SizeOf<T>();
        }

        return _values.AsSpan(_start, length);
    }

    // Pinned, so that the address stays what it is.
    private long Address() => Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0);
}
