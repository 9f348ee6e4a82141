using System.Numerics;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Gates.Verdicts;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>The share of gates that are wrong, held against the most that may be, as strictly as so many gates allow and no more.</summary>
/// <param name="Share">Each bound at 95 %; where the share was summed instead of counted, all three are one.</param>
/// <param name="Most">The bar.</param>
/// <param name="Gates">That were counted; 0 where the share was summed.</param>
internal sealed record WrongShare(Interval Share, double Most, int Gates)
{
    /// <summary>Of verdicts at 2 % or more from the threshold, that may be wrong.</summary>
    public const double MostAway = 0.01;

    /// <summary>Of verdicts on either side at the threshold, or nearer to it.</summary>
    public const double MostAtThreshold = 0.05;

    private const double Confidence = 0.95;

    public static WrongShare Counted(int wrong, int gates, double most) => new(Proportions.Share(wrong, gates, Confidence), most, gates);

    public static WrongShare Summed(double share, double most) => new(new Interval(share, share, share, 1), most, 0);

    /// <summary>What is wrong of gates that passed and failed; at the threshold no verdict is right, and the side with more counts.</summary>
    /// <param name="margin">Above 0 where the truth keeps the threshold, below 0 where it misses it.</param>
    public static T Of<T>(T passed, T failed, double margin)
        where T : INumber<T> => margin > 0 ? failed : margin < 0 ? passed : T.Max(passed, failed);

    public bool IsMissed => Share.Low > Most;

    public bool IsKept => Share.High <= Most;

    /// <summary>As in <c>4.1 to 6.7 %</c>.</summary>
    public string Between => FormattableString.Invariant($"{Share.Low * 100:0.0} to {Share.High * 100:0.0} %");

    /// <summary><c>kept</c>, <c>MISSED</c>, or <c>noise</c>, and how many gates would tell.</summary>
    public string Verdict => IsMissed ? "MISSED"
        : IsKept ? "kept"
        : SampleNeeds.Of(Gates, Share.Estimate > Most ? Share.Estimate - Share.Low : Share.High - Share.Estimate, Math.Abs(Share.Estimate - Most)) is { } needed
            ? FormattableString.Invariant($"noise, {needed}")
        : "noise";
}
