namespace PruneOnBuild.Pruning;

/// <summary>
/// Outcome of the law of surgery: the pruned model's output equals the dense model's with the removed channels silenced at their consumers.
/// </summary>
/// <param name="Error">Largest absolute difference over the largest magnitude of the masked outputs.</param>
/// <param name="Tolerance">What was allowed: summation order may differ between the two models.</param>
/// <param name="Inputs">Random inputs compared.</param>
public sealed record LawCheck(double Error, double Tolerance, int Inputs)
{
    internal bool Holds => Error <= Tolerance;

    /// <summary>The one of two that lies farther beyond what was allowed, or nearer to it.</summary>
    public LawCheck OrWorse(LawCheck other) => !(other.Error / other.Tolerance <= Error / Tolerance) ? other : this;
}
