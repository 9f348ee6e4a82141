using PruneOnBuild.Gates.Latency;

namespace PruneOnBuild.Gates.Tests.Latency;

/// <summary>A model whose n-th run takes as many milliseconds as the test says.</summary>
internal sealed class FakeModel(FakeClock clock, Func<int, double> ms, List<FakeModel>? order = null) : ITimedModel
{
    public int Runs { get; private set; }

    public void Run()
    {
        order?.Add(this);
        clock.Pass(ms(Runs++));
    }

    public bool Close() => false;
}
