namespace PruneOnBuild.Gates.Accuracy.Classes;

/// <summary>Classes from the scores of one sample, none of them NaN. Of equal scores the lower class comes first.</summary>
internal static class ClassRank
{
    /// <summary>The class with the largest score.</summary>
    public static int Best(ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var index = 1; index < scores.Length; index++)
            if (scores[index] > scores[best])
                best = index;
        return best;
    }

    /// <summary>How many classes come before <paramref name="label"/>: 0 when it is the best.</summary>
    public static int Of(int label, ReadOnlySpan<float> scores)
    {
        var before = 0;
        for (var index = 0; index < scores.Length; index++)
            if (scores[index] > scores[label] || (scores[index] == scores[label] && index < label))
                before++;
        return before;
    }

    /// <summary>The label's score minus that of the best other class: above 0 where it is the best.</summary>
    public static double Margin(int label, ReadOnlySpan<float> scores)
    {
        var other = double.NegativeInfinity;
        for (var index = 0; index < scores.Length; index++)
            if (index != label)
                other = Math.Max(other, scores[index]);
        return scores[label] - other;
    }
}
