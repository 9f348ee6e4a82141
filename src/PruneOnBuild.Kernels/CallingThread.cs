namespace PruneOnBuild.Kernels;

/// <summary>One thread: the caller's own.</summary>
public sealed class CallingThread : IWorkers
{
    public static CallingThread Only { get; } = new();

    private CallingThread() { }

    public int Count => 1;

    public unsafe void Run(int pieces, delegate* unmanaged[Cdecl]<void*, nuint, void> piece, void* state)
    {
        for (int i = 0; i < pieces; i++)
            piece(state, (nuint)i);
    }
}
