namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>How gates came out whose truth is known.</summary>
/// <param name="Distance">Of the truth from the threshold; above 0: gates must not pass.</param>
internal sealed record VerdictCounts(IPopulation Population, double Distance, int Passed, int Failed, int Undecided)
{
    public int Gates => Passed + Failed + Undecided;

    /// <summary>Verdicts that are not true; at the very threshold those of the side with more.</summary>
    public int Wrong => WrongOf(Passed, Failed);

    /// <summary>The bar for such verdicts at this distance.</summary>
    public double MostWrong => Math.Abs(Distance) >= Population.Far ? WrongShare.MostAway : WrongShare.MostAtThreshold;

    /// <summary>As these gates tell it.</summary>
    public WrongShare Counted => WrongShare.Counted(Wrong, Gates, MostWrong);

    /// <summary>As it is; null where it cannot be summed.</summary>
    public WrongShare? Summed => Population.Sum(Distance) is { } sum ? WrongShare.Summed(WrongOf(sum.Pass, sum.Fail), MostWrong) : null;

    private T WrongOf<T>(T passed, T failed)
        where T : System.Numerics.INumber<T> => Distance > 0 ? passed : Distance < 0 ? failed : T.Max(passed, failed);
}
