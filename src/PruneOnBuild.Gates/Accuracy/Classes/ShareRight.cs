namespace PruneOnBuild.Gates.Accuracy.Classes;

/// <summary>top1, topk and agreement: right answers over all.</summary>
internal sealed class ShareRight : IClassFigure
{
    public double Of(ClassAnswer[] answers, ReadOnlySpan<int> draws) => DrawnMean.Of(draws, sample => answers[sample].IsRight ? 1 : 0);
}
