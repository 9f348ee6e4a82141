using PruneOnBuild.Gates.Latency;

namespace PruneOnBuild.Gates.Tests.Latency;

public class SittingsTests
{
    private static readonly LatencyPlan s_toTheEnd = new() { RequiredSpeedup = 1, MaxTime = TimeSpan.FromMinutes(5) };

    // A session that is a little faster for as long as it is open is no faster model.
    [Fact]
    public void WhatASessionOwesToItsPlace_IsChance()
    {
        var wrong = 0;
        for (var gate = 0; gate < 100; gate++)
        {
            var clock = new FakeClock();
            var random = new Random(gate);
            PlacedModel Model()
            {
                var places = new Dictionary<int, double>();
                return new PlacedModel(clock, opening =>
                {
                    if (!places.TryGetValue(opening, out var place))
                        places[opening] = place = random.Next(2) == 0 ? 0.99 : 1.01;
                    return place * (1 + 0.001 * random.NextDouble());
                });
            }

            var blocks = new BlockTimer(Model(), Model(), s_toTheEnd with { Seed = gate }, clock).Run();
            var speedup = TimedBlocks.Speedup(blocks.DenseMs.AsSpan(), blocks.PrunedMs.AsSpan(), blocks.SamplesPerBlock, 0.95);
            wrong += speedup.Low > 1 || speedup.High < 1 ? 1 : 0;
        }

        Assert.InRange(wrong, 0, 10);
    }

    [Fact]
    public void NeitherModel_IsAlwaysOpenedFirst()
    {
        var clock = new FakeClock();
        var opened = new List<PlacedModel>();
        var (dense, pruned) = (new PlacedModel(clock, _ => 1, opened), new PlacedModel(clock, _ => 1, opened));

        var blocks = new BlockTimer(dense, pruned, new LatencyPlan(), clock).Run();

        Assert.Equal(2 * blocks.Sittings, opened.Count);
        Assert.All(opened.Chunk(2), sitting => Assert.Equal(2, sitting.Distinct().Count()));
        Assert.InRange(opened.Chunk(2).Count(sitting => sitting[0] == dense), blocks.Sittings / 4, blocks.Sittings * 3 / 4);
    }

    [Fact]
    public void EachBlock_HasSessionsOfItsOwn_WhereThereIsTimeForIt()
    {
        var clock = new FakeClock();
        var dense = new PlacedModel(clock, _ => 1);

        var blocks = new BlockTimer(dense, new PlacedModel(clock, _ => 1), new LatencyPlan(), clock).Run();

        Assert.Equal((30, 30), (blocks.DenseMs.Length / blocks.SamplesPerBlock, blocks.Sittings));
        Assert.Equal(blocks.Sittings, dense.Openings);
    }

    // 12 s for 30 blocks; of models that run in 40 ms the blocks alone take them all, and opening gets half as much on top.
    [Theory]
    [InlineData(1, 10, 30)]
    [InlineData(40, 40, 12)]
    [InlineData(40, 2000, 3)]
    public void OpeningThatTakesLong_IsSharedByBlocks(double runMs, double openingMs, int sittings)
    {
        var clock = new FakeClock();
        PlacedModel Model() => new(clock, _ => runMs) { OpeningMs = openingMs };

        var blocks = new BlockTimer(Model(), Model(), new LatencyPlan(), clock).Run();

        Assert.InRange(blocks.Sittings, sittings - 1, sittings);
    }

    [Fact]
    public void WhenTimeIsUp_NothingIsOpened()
    {
        var clock = new FakeClock();
        PlacedModel Model() => new(clock, _ => 1500) { OpeningMs = 6000 };

        var blocks = new BlockTimer(Model(), Model(), new LatencyPlan(), clock).Run();

        Assert.Equal((new LatencyPlan().MinBlocks, 1), (blocks.DenseMs.Length, blocks.Sittings));
    }

    [Fact]
    public void WhatCannotBeOpenedAnew_StaysOpen()
    {
        var clock = new FakeClock();
        var blocks = new BlockTimer(new FakeModel(clock, _ => 1), new FakeModel(clock, _ => 1), s_toTheEnd, clock).Run();
        Assert.Equal(1, blocks.Sittings);
    }
}
