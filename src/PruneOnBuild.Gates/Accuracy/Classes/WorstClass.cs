namespace PruneOnBuild.Gates.Accuracy.Classes;

/// <summary>worstClass: the least recall of all classes that are a label.</summary>
internal sealed class WorstClass : IClassFigure
{
    public double Of(ClassAnswer[] answers, ReadOnlySpan<int> draws) =>
        ClassCounts.Of(answers, draws).Where(counts => counts.Labels > 0).Select(counts => counts.Hits / counts.Labels)
            .DefaultIfEmpty(double.NaN).Min();
}
