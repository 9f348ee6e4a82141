using PruneOnBuild.Gates.Latency;

namespace PruneOnBuild.Gates.Tests.Latency;

/// <summary>Runs in 1 ms and takes 50 to close.</summary>
internal sealed class OpenedModel(FakeClock clock) : ITimedModel, IDisposable
{
    public void Run() => clock.Pass(1);

    public bool Close() => false;

    public void Dispose() => clock.Pass(50);
}
