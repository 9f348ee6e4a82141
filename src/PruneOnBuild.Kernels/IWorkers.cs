namespace PruneOnBuild.Kernels;

/// <summary>The threads of the session that a kernel runs in.</summary>
public unsafe interface IWorkers
{
    /// <summary>How many pieces may run at once, the calling thread included; at least 1.</summary>
    int Count { get; }

    /// <summary>Calls <paramref name="piece"/> with each index below <paramref name="pieces"/> once, in any order and on any
    /// thread, and returns when all have returned. A piece must not throw.</summary>
    void Run(int pieces, delegate* unmanaged[Cdecl]<void*, nuint, void> piece, void* state);
}
