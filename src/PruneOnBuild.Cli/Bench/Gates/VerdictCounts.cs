namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>How gates came out whose truth is known.</summary>
/// <param name="Distance">Of the truth from the threshold; above 0: gates must not pass.</param>
internal sealed record VerdictCounts(IPopulation Population, double Distance, int Passed, int Failed, int Undecided)
{
    public int Gates => Passed + Failed + Undecided;

    public int Wrong => WrongShare.Of(Passed, Failed, -Distance);

    /// <summary>The bar for such verdicts at this distance.</summary>
    public double MostWrong => Math.Abs(Distance) >= Population.Far ? WrongShare.MostAway : WrongShare.MostAtThreshold;

    /// <summary>As these gates tell it.</summary>
    public WrongShare Counted => WrongShare.Counted(Wrong, Gates, MostWrong);

    /// <summary>As it is; null where it cannot be summed.</summary>
    public WrongShare? Summed => Population.Sum(Distance) is { } sum ? WrongShare.Summed(WrongShare.Of(sum.Pass, sum.Fail, -Distance), MostWrong) : null;
}
