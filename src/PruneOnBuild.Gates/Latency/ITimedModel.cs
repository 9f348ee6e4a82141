namespace PruneOnBuild.Gates.Latency;

/// <summary>Something whose runs are timed.</summary>
internal interface ITimedModel
{
    void Run();
}
