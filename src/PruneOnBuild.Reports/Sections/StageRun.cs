namespace PruneOnBuild.Reports.Sections;

/// <summary>How one stage got its result.</summary>
/// <param name="Name">What was done: <c>pruned</c>, <c>accuracy</c>, <c>latency</c>.</param>
/// <param name="Seconds">Time it took in this run.</param>
public sealed record StageRun(string Name, bool FromCache, double Seconds)
{
    /// <summary><c>pruned: from cache</c> or <c>pruned: 3.1 s</c></summary>
    public override string ToString() => $"{Name}: {(FromCache ? "from cache" : Figures.Seconds(Seconds))}";
}
