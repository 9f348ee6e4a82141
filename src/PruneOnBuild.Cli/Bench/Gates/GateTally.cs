using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Gates.Verdicts;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>What gates said at one true distance from the threshold.</summary>
internal sealed class GateTally(double distance)
{
    private readonly List<double> _seconds = [];

    /// <summary>True ratio over the threshold, minus 1.</summary>
    public double Distance { get; } = distance;

    public int Passes { get; private set; }

    public int Fails { get; private set; }

    public int Gates => _seconds.Count;

    public double PassShare => (double)Passes / Gates;

    public double FailShare => (double)Fails / Gates;

    public int WrongGates => WrongShare.Of(Passes, Fails, Distance);

    public WrongShare Wrong => WrongShare.Counted(WrongGates, Gates, Distance == 0 ? WrongShare.MostAtThreshold : WrongShare.MostAway);

    public double MedianSeconds => OrderStatistics.Median([.. _seconds]);

    public void Add(VerdictOutcome outcome, double seconds)
    {
        Passes += outcome == VerdictOutcome.Pass ? 1 : 0;
        Fails += outcome == VerdictOutcome.Fail ? 1 : 0;
        _seconds.Add(seconds);
    }
}
