using System.Runtime.InteropServices;

namespace PruneOnBuild.Kernels.Packing;

/// <summary>Memory that the collector neither moves nor counts, aligned to a cache line and to the widest vector.</summary>
internal sealed unsafe class NativeArray<T> : IDisposable
    where T : unmanaged
{
    public const int Alignment = 64;

    /// <summary>Kernels fetch this many bytes of a stream before they need them, so as many lie behind its end.</summary>
    public const int Margin = 64;

    private void* _memory;

    public NativeArray(ReadOnlySpan<T> values)
    {
        _memory = NativeMemory.AlignedAlloc((nuint)values.Length * (nuint)sizeof(T) + Margin, Alignment);
        values.CopyTo(new Span<T>(_memory, values.Length));
        new Span<byte>((T*)_memory + values.Length, Margin).Clear();
    }

    ~NativeArray() => Free();

    public T* Pointer => (T*)_memory;

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
