namespace PruneOnBuild.Gates.Latency;

/// <summary>Something whose runs are timed.</summary>
public interface ITimedModel
{
    /// <summary>Runs once; what is closed is opened first.</summary>
    void Run();

    /// <summary>Gives up its memory, so that the next run opens it anew, wherever its memory comes to lie then.</summary>
    /// <returns>False where nothing is given up.</returns>
    bool Close();
}
