using System.Runtime.InteropServices;

namespace PruneOnBuild.Kernels.Packing;

/// <summary>Memory for the time of a call, handed out and taken back without locks.</summary>
internal sealed unsafe class ScratchPool : IDisposable
{
    /// <summary>More threads than this at once allocate afresh.</summary>
    private const int Slots = 64;
    private const int Header = NativeArray<byte>.Alignment;

    private readonly nint[] _free = new nint[Slots];

    ~ScratchPool() => FreeAll();

    /// <param name="bytes">At least so many; what they hold is undefined.</param>
    /// <returns>Aligned to 64 bytes, to be given back by <see cref="Return"/>.</returns>
    public byte* Rent(nuint bytes)
    {
        for (int i = 0; i < Slots; i++)
        {
            var block = _free[i] == 0 ? 0 : Interlocked.Exchange(ref _free[i], 0);
            if (block == 0)
                continue;
            if (*(nuint*)block >= bytes)
                return (byte*)block + Header;
            NativeMemory.AlignedFree((void*)block);
        }
        var memory = (byte*)NativeMemory.AlignedAlloc(bytes + Header, NativeArray<byte>.Alignment);
        *(nuint*)memory = bytes;
        return memory + Header;
    }

    public void Return(byte* rented)
    {
        var block = (nint)(rented - Header);
        for (int i = 0; i < Slots; i++)
            if (_free[i] == 0 && Interlocked.CompareExchange(ref _free[i], block, 0) == 0)
                return;
        NativeMemory.AlignedFree((void*)block);
    }

    public void Dispose()
    {
        FreeAll();
        GC.SuppressFinalize(this);
    }

    private void FreeAll()
    {
        for (int i = 0; i < Slots; i++)
            NativeMemory.AlignedFree((void*)Interlocked.Exchange(ref _free[i], 0));
    }
}
