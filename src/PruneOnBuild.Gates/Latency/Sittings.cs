namespace PruneOnBuild.Gates.Latency;

/// <summary>
/// Opens both models anew for each block, in random order; where that takes too long, for every so many. Where its memory lies makes a session some
/// tenths of a percent faster or slower for as long as it is open (the one opened first is the slower one as a rule): more blocks of the same two
/// sessions would only tell more surely which of them lies better. Opened again and again, they meet that as chance, which the blocks' spread shows
/// (Curtsinger and Berger 2013, "STABILIZER", doi:10.1145/2451116.2451141).
/// </summary>
internal sealed class Sittings(ITimedModel dense, ITimedModel pruned, LatencyPlan plan, TimeProvider clock)
{
    /// <summary>Opening may always take half as long as timing; longer where so many blocks as the second look wants fit into the plan's time with it.</summary>
    private const double AlwaysSpared = 0.5;

    // The first runs of a session are up to 15 % slower, each less than the one before.
    private const int MinRuns = 3;
    private const int MaxRuns = 10;
    private static readonly TimeSpan s_settled = TimeSpan.FromSeconds(0.05);

    private readonly Random _random = new(plan.Seed);
    private TimeSpan _spared;
    private TimeSpan _opening;
    private int _blocks;
    private bool _stays;

    /// <summary>How often both were opened.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>Both in random order: neither always has the memory that is given out first, or always runs first in a block.</summary>
    public (ITimedModel First, ITimedModel Second) InTurn() => _random.Next(2) == 0 ? (dense, pruned) : (pruned, dense);

    /// <summary>Closes both; what runs first after this is opened first.</summary>
    public void Close()
    {
        var closed = dense.Close();
        _stays = !(pruned.Close() | closed);
    }

    /// <summary>The blocks of the first sitting begin now.</summary>
    /// <param name="opening">What it took to open both.</param>
    /// <param name="block">What a block will take.</param>
    public void Begin(TimeSpan opening, TimeSpan block)
    {
        var left = (plan.MaxTime / LatencyPlan.Looks[1]) - block;
        (_opening, _spared) = (opening, left > AlwaysSpared * block ? left : AlwaysSpared * block);
    }

    /// <summary>After a block, where another follows: opens both anew if the blocks since the last time are worth it.</summary>
    public void Next()
    {
        if (_stays || ++_blocks * _spared < _opening)
            return;
        var start = clock.GetTimestamp();
        Close();
        var (first, second) = InTurn();
        Settle(first);
        Settle(second);
        (_opening, _blocks, Count) = (clock.GetElapsedTime(start), 0, Count + 1);
    }

    private void Settle(ITimedModel model)
    {
        model.Run();
        var start = clock.GetTimestamp();
        for (var run = 1; run < MinRuns || (run < MaxRuns && clock.GetElapsedTime(start) < s_settled); run++)
            model.Run();
    }
}
