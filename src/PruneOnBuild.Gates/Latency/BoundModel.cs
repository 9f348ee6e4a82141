using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Latency;

/// <summary>A model of ONNX Runtime with inputs and outputs bound, so that a run is the model and nothing else.</summary>
public sealed class BoundModel : ITimedModel, IDisposable
{
    private readonly ModelSession _session;
    private readonly BoundRun _run;

    public BoundModel(string path, SessionSettings settings, IReadOnlyDictionary<string, Tensor> feeds)
    {
        _session = ModelSession.Open(path, settings);
        try
        {
            _run = _session.Bind(feeds);
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    public void Run() => _run.Run();

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }
}
