using System.Globalization;
using System.Text.RegularExpressions;
using PruneOnBuild.Cli.Bench.Gates;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Cli.Tests.Bench;

public sealed class BenchGatesTests
{
    [Fact]
    public void OnAQuietMachine_GatesAreRight_FarFromTheThreshold()
    {
        var text = new StringWriter();
        new SimulatedGates("Quiet", [("jitter", seed => new SimulatedNoise(NoiseKinds.Jitter, seed))], gates: 20).Run(text.Write, _ => { });

        string[] lines = text.ToString().Split('\n');
        Assert.Matches(@"jitter +-5 % +0\.0 % +100\.0 % +0\.0 %", Assert.Single(lines, line => line.Contains("-5 %", StringComparison.Ordinal)));
        Assert.Matches(@"jitter +\+5 % +100\.0 % +0\.0 % +0\.0 %", Assert.Single(lines, line => line.Contains("+5 %", StringComparison.Ordinal)));
        Assert.Matches(@"worst lines: 0\.0 % \([^)]*\) wrong at 2 % or more from the threshold \(mean of 20: [0-9.]+ %\), bar 1\.0 %;", text.ToString());
    }

    [Fact]
    public void ABarThatIsMissed_IsSaid()
    {
        var table = new LatencyTable(hasNaive: false);
        foreach (double distance in LatencyTable.Distances)
        {
            var tally = new GateTally(distance);
            for (int gate = 0; gate < 100; gate++)
                tally.Add(gate < 2 ? VerdictOutcome.Pass : VerdictOutcome.Fail, seconds: 20);
            table.Row("all fail but two", tally);
        }
        string bars = table.Bars();

        Assert.Contains("98.0 % (93.8 to 99.6 %, MISSED) wrong at 2 % or more from the threshold, bar 1.0 %", bars, StringComparison.Ordinal);
        Assert.Contains("98.0 % (93.8 to 99.6 %, MISSED) on one side at the threshold, bar 5.0 %", bars, StringComparison.Ordinal);
        Assert.Contains("all lines: 200 of 400 (", bars, StringComparison.Ordinal);
        Assert.Contains("median 20.0 s to a verdict at 5 %, bar 15 s MISSED", bars, StringComparison.Ordinal);
    }

    // Means over long times are those that the kinds are described by; each kind alone beside the jitter.
    [Theory]
    [InlineData(NoiseKinds.Jitter, 1.0)]
    [InlineData(NoiseKinds.Jitter | NoiseKinds.Drift, 1.0)]
    [InlineData(NoiseKinds.Jitter | NoiseKinds.Spikes, 1.006)]
    [InlineData(NoiseKinds.Jitter | NoiseKinds.Neighbour, 1.06)]
    internal void SimulatedNoise_IsAsDescribed(NoiseKinds kinds, double mean)
    {
        var (noise, clock) = (new SimulatedNoise(kinds, seed: 1), new SimulatedClock());
        var factors = new List<double>();
        for (int run = 0; run < 200_000; run++)
        {
            factors.Add(noise.Next(clock.Seconds));
            clock.Pass(1);
        }

        Assert.InRange(factors.Average(), mean - 0.01, mean + 0.01);
        bool remembers = kinds.HasFlag(NoiseKinds.Drift) || kinds.HasFlag(NoiseKinds.Neighbour);
        Assert.Equal(remembers, Autocorrelation.Lag1([.. factors], factors.Count) > 0.3);
    }

    [Theory]
    [InlineData(NoiseKinds.Jitter, 0)]
    [InlineData(NoiseKinds.Jitter | NoiseKinds.Placement, 0.01)]
    internal void ASimulatedSession_LiesWhereItLies(NoiseKinds kinds, double deviation)
    {
        var noise = new SimulatedNoise(kinds, seed: 1);
        double[] logarithms = [.. Enumerable.Range(0, 10_000).Select(_ => Math.Log(noise.Opened()))];

        Assert.InRange(logarithms.Average(), -0.05 * deviation, 0.05 * deviation);
        Assert.InRange(Math.Sqrt(logarithms.Average(value => value * value)), 0.95 * deviation, 1.05 * deviation);
    }

    // However surely two sessions differ, that is no difference of their models.
    [Fact]
    public void WhereSessionsDifferByTheirPlace_GatesAtTheThreshold_StayOpen()
    {
        var text = new StringWriter();
        new SimulatedGates("Placement", [("placement", seed => new SimulatedNoise(NoiseKinds.Jitter | NoiseKinds.Placement, seed))], gates: 60)
            .Run(text.Write, _ => { });

        var shares = Regex.Match(text.ToString(), @"placement +\+?0 % +(?<pass>[0-9.]+) % +(?<fail>[0-9.]+) %");
        double Share(string side) => double.Parse(shares.Groups[side].Value, CultureInfo.InvariantCulture);
        Assert.InRange(Share("pass"), 0, 8.4);
        Assert.InRange(Share("fail"), 0, 8.4);
    }

    [Fact]
    public void RecordedNoise_KeepsNeighboursTogether_AndVisitsAll()
    {
        var noise = new RecordedNoise([.. Enumerable.Range(1, 101).Select(run => (double)run)], seed: 1);
        double[] places = [.. Enumerable.Range(0, 20_000).Select(_ => Math.Round(noise.Next(0) * 51))];

        int jumps = places.Zip(places.Skip(1)).Count(pair => pair.Second != pair.First % 101 + 1);
        Assert.InRange(jumps, 15, 80);
        Assert.Equal(101, places.Distinct().Count());
    }

    [Fact]
    public void AChain_RunsThroughAllItsLayers_WithValuesThatStay()
    {
        using var session = ModelSession.Open(ChainModel.Of(20), new SessionSettings(Threads: 1));
        var output = Assert.Single(session.Run(RandomInputs.For(session.Inputs, seed: 1)));

        Assert.Equal("x20", Assert.Single(session.Outputs).Name);
        Assert.InRange(output.Values<float>().ToArray().Max(), 1e-3, 1e3);
    }

    [Fact]
    public void TheNeighbour_EndsWithItsInput()
    {
        Neighbour.Burn(new StringReader("until here"));
        using (new Neighbour())
        {
        }
    }

    [Fact]
    public void WithoutGates_NothingIsPrinted()
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(0, Program.Run(["bench", "gates", "--gates", "0"], text));
        Assert.Equal("", text.ToString());
    }
}
