using PruneOnBuild.Gates.Latency;

namespace PruneOnBuild.Gates.Tests.Latency;

/// <summary>Takes some time to open, and then as many milliseconds for each run as the test says for that opening.</summary>
internal sealed class PlacedModel(FakeClock clock, Func<int, double> ms, List<PlacedModel>? opened = null) : ITimedModel
{
    private bool _isOpen;

    public double OpeningMs { get; init; } = 5;

    public int Openings { get; private set; }

    public void Run()
    {
        if (!_isOpen)
        {
            (_isOpen, Openings) = (true, Openings + 1);
            opened?.Add(this);
            clock.Pass(OpeningMs);
        }

        clock.Pass(ms(Openings));
    }

    public bool Close()
    {
        _isOpen = false;
        return true;
    }
}
