namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>How gates came out whose truth is known.</summary>
/// <param name="Distance">Of the truth from the threshold; above 0: gates must not pass.</param>
internal sealed record VerdictCounts(IPopulation Population, double Distance, int Passed, int Failed, int Undecided)
{
    public int Gates => Passed + Failed + Undecided;

    /// <summary>Verdicts that are not true; at the very threshold those of the side with more.</summary>
    public int Wrong => Distance > 0 ? Passed : Distance < 0 ? Failed : Math.Max(Passed, Failed);
}
