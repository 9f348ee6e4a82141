using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Latency;

/// <summary>
/// A model of ONNX Runtime with inputs and outputs bound, so that a run is the model and nothing else. The first run opens it. It is opened anew on
/// the CPU only: elsewhere opening compiles the model again, and its memory is another's.
/// </summary>
public sealed class BoundModel(string path, SessionSettings settings, IReadOnlyDictionary<string, Tensor> feeds) : ITimedModel, IDisposable
{
    private ModelSession? _session;
    private BoundRun? _run;

    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">The runtime refuses the model or its feeds, or fails.</exception>
    public void Run() => (_run ?? Open()).Run();

    public bool Close()
    {
        if (settings.Provider is not null)
            return false;
        Dispose();
        return true;
    }

    public void Dispose()
    {
        _run?.Dispose();
        _session?.Dispose();
        (_run, _session) = (null, null);
    }

    private BoundRun Open()
    {
        _session = ModelSession.Open(path, settings);
        try
        {
            return _run = _session.Bind(feeds);
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
