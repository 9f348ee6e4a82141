namespace PruneOnBuild.Gates.Latency;

/// <summary>Something whose runs are timed.</summary>
public interface ITimedModel
{
    void Run();
}
