namespace PruneOnBuild.Gates.Accuracy.Classes;

/// <summary>
/// macroF1: mean over classes of 2 hits / (labels + named), the harmonic mean of precision and recall. Classes count that are a label or are
/// named.
/// </summary>
internal sealed class MacroF1 : IClassFigure
{
    public double Of(ClassAnswer[] answers, ReadOnlySpan<int> draws) =>
        ClassCounts.Of(answers, draws).Select(counts => 2 * counts.Hits / (counts.Labels + counts.Named)).DefaultIfEmpty(double.NaN).Average();
}
