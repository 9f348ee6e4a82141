namespace PruneOnBuild.Gates.Accuracy;

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
}
