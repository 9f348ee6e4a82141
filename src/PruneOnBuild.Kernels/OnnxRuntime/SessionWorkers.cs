namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>The threads of the session that computes a node, for as long as it computes it. One object for each calling thread, used
/// again: computing allocates nothing.</summary>
internal sealed unsafe class SessionWorkers : IWorkers, IDisposable
{
    [ThreadStatic]
    private static SessionWorkers? t_idle;

    private OrtApi _api;
    private void* _context;

    private SessionWorkers()
    {
    }

    public int Count { get; private set; }

    public static SessionWorkers Take(OrtApi api, void* context, int count)
    {
        var workers = t_idle ?? new SessionWorkers();
        t_idle = null;
        workers._api = api;
        workers._context = context;
        workers.Count = count;
        return workers;
    }

    public void Run(int pieces, delegate* unmanaged[Cdecl]<void*, nuint, void> piece, void* state)
    {
        if (pieces <= 0)
            return;
        if (pieces == 1)
        {
            piece(state, 0);
            return;
        }

        // 0 batches: each thread takes the next piece when it is done with one.
        var run = (delegate* unmanaged<void*, delegate* unmanaged[Cdecl]<void*, nuint, void>, nuint, nuint, void*, void*>)
            _api.Functions[OrtFunction.KernelContextParallelFor];
        _api.Check(run(_context, piece, (nuint)pieces, 0, state));
    }

    /// <summary>Gives it back to its thread.</summary>
    public void Dispose()
    {
        _context = null;
        t_idle = this;
    }
}
