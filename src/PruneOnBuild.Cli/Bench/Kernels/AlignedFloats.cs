using System.Runtime.InteropServices;

namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>Native memory as a runtime hands it to kernels: aligned to 64 bytes.</summary>
internal sealed unsafe class AlignedFloats : IDisposable
{
    public AlignedFloats(long length)
    {
        Pointer = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), 64);
        var random = new Random(3);
        for (long i = 0; i < length; i++)
            Pointer[i] = random.NextSingle() - 0.5f;
    }

    public float* Pointer { get; private set; }

    public void Dispose()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
    }
}
