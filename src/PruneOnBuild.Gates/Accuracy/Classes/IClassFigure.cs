namespace PruneOnBuild.Gates.Accuracy.Classes;

/// <summary>A figure of a classifier's answers, in [0, 1].</summary>
internal interface IClassFigure
{
    /// <summary>Each answer counts as often as <paramref name="draws"/> says.</summary>
    double Of(ClassAnswer[] answers, ReadOnlySpan<int> draws);
}
