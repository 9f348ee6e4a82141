namespace PruneOnBuild.Gates.Accuracy.Classes;

/// <summary>top1, topk and agreement: right answers over all.</summary>
internal sealed class ShareRight : IClassFigure
{
    public double Of(ReadOnlySpan<ClassAnswer> answers, ReadOnlySpan<int> draws)
    {
        double right = 0, all = 0;
        for (var sample = 0; sample < draws.Length; sample++)
        {
            right += answers[sample].IsRight ? draws[sample] : 0;
            all += draws[sample];
        }

        return right / all;
    }
}
