using PruneOnBuild.Kernels;

namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>Threads that wait busily for the next call, as those of ONNX Runtime do.</summary>
internal sealed unsafe class SpinningWorkers : IWorkers, IDisposable
{
    private readonly Thread[] _helpers;
    private delegate* unmanaged[Cdecl]<void*, nuint, void> _piece;
    private void* _state;
    private int _pieces;
    private int _next;
    private int _call;
    private int _busy;
    private volatile bool _ends;

    public SpinningWorkers(int count)
    {
        Count = count;
        _helpers = [.. Enumerable.Range(1, count - 1).Select(_ => new Thread(Help) { IsBackground = true })];
        foreach (var helper in _helpers)
            helper.Start();
    }

    public int Count { get; }

    public void Run(int pieces, delegate* unmanaged[Cdecl]<void*, nuint, void> piece, void* state)
    {
        _piece = piece;
        _state = state;
        (_pieces, _busy) = (pieces, _helpers.Length);
        Volatile.Write(ref _next, 0);
        Interlocked.Increment(ref _call);
        Work();
        while (Volatile.Read(ref _busy) > 0)
            Thread.SpinWait(1);
    }

    public void Dispose()
    {
        _ends = true;
        foreach (var helper in _helpers)
            helper.Join();
    }

    private void Help()
    {
        for (int call = 0; ;)
        {
            while (Volatile.Read(ref _call) == call)
            {
                if (_ends)
                    return;
                Thread.SpinWait(1);
            }
            call++;
            Work();
            Interlocked.Decrement(ref _busy);
        }
    }

    private void Work()
    {
        for (int piece = Interlocked.Increment(ref _next) - 1; piece < _pieces; piece = Interlocked.Increment(ref _next) - 1)
            _piece(_state, (nuint)piece);
    }
}
