using System.Runtime.InteropServices;

namespace PruneOnBuild.Kernels.Tests;

/// <summary>Floats that end, or begin, at a page that nobody may touch, so that a kernel that goes too far ends the process.</summary>
internal sealed unsafe class GuardedFloats : IDisposable
{
    private const int None = 0, ReadWrite = 3, PrivateAnonymous = 0x22;
    private static readonly nuint s_page = (nuint)Environment.SystemPageSize;

    private readonly byte* _memory;
    private readonly nuint _bytes;

    /// <param name="atEnd">The guard lies behind the floats; else before them.</param>
    public GuardedFloats(long length, bool atEnd)
    {
        Length = length;
        nuint bytes = (nuint)length * sizeof(float), pages = (bytes + s_page - 1) / s_page * s_page;
        if (!OperatingSystem.IsLinux())
        {
            Pointer = (float*)NativeMemory.Alloc(bytes);
            return;
        }
        _bytes = pages + 2 * s_page;
        _memory = mmap(null, _bytes, ReadWrite, PrivateAnonymous, -1, 0);
        Assert.Equal(0, mprotect(_memory, s_page, None));
        Assert.Equal(0, mprotect(_memory + s_page + pages, s_page, None));
        Pointer = (float*)(_memory + s_page + (atEnd ? pages - bytes : 0));
    }

    public long Length { get; }

    public float* Pointer { get; }

    public Span<float> Span => new(Pointer, (int)Length);

    public void Dispose()
    {
        if (_memory is null)
            NativeMemory.Free(Pointer);
        else
            Assert.Equal(0, munmap(_memory, _bytes));
    }

    [DllImport("libc")]
    private static extern byte* mmap(void* address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc")]
    private static extern int mprotect(void* address, nuint length, int protection);

    [DllImport("libc")]
    private static extern int munmap(void* address, nuint length);
}
