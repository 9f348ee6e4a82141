namespace PruneOnBuild.Gates.Accuracy.Metrics;

/// <summary>A model's answer on one sample.</summary>
/// <param name="Value">The class, or the figure.</param>
/// <param name="Worth">Higher is better: the margin of the right class over the best other one, or the figure, an error with a minus.</param>
/// <param name="IsRight">Null where answers are not right or wrong.</param>
internal readonly record struct SampleAnswer(double Value, double Worth, bool? IsRight = null)
{
    public bool IsBetterThan(SampleAnswer other) => IsRight is { } isRight ? isRight && other.IsRight == false : Worth > other.Worth;
}
