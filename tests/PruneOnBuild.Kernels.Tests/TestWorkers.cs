namespace PruneOnBuild.Kernels.Tests;

/// <summary>Runs pieces on several threads, or only pretends to and turns their order around.</summary>
internal sealed unsafe class TestWorkers(int count, bool threaded) : IWorkers
{
    public int Count => count;

    public void Run(int pieces, delegate* unmanaged[Cdecl]<void*, nuint, void> piece, void* state)
    {
        if (!threaded)
        {
            for (int i = pieces - 1; i >= 0; i--)
                piece(state, (nuint)i);
            return;
        }
        Parallel.For(0, pieces, new ParallelOptions { MaxDegreeOfParallelism = count }, i => piece(state, (nuint)i));
    }
}
