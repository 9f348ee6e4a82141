using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PruneOnBuild.Kernels.Product;

/// <summary>Hands the pieces of a call to workers, without allocating.</summary>
internal sealed unsafe class Dispatch : IDisposable
{
    // Weak: a kernel that nobody disposes of shall not be kept alive by itself.
    private GCHandle _owner;

    public Dispatch(IPieces owner) => _owner = GCHandle.Alloc(owner, GCHandleType.Weak);

    ~Dispatch() => Free();

    public void Run(IPieces owner, int pieces, void* call, IWorkers workers)
    {
        if (pieces == 1 || workers.Count == 1)
        {
            for (int piece = 0; piece < pieces; piece++)
                owner.RunPiece(call, piece);
            return;
        }
        var state = new State { Owner = GCHandle.ToIntPtr(_owner), Call = call };
        workers.Run(pieces, &RunPiece, &state);
        GC.KeepAlive(this);
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_owner.IsAllocated)
            _owner.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void RunPiece(void* state, nuint piece)
    {
        var s = (State*)state;
        ((IPieces)GCHandle.FromIntPtr(s->Owner).Target!).RunPiece(s->Call, (int)piece);
    }

    private struct State
    {
        public nint Owner;
        public void* Call;
    }
}
