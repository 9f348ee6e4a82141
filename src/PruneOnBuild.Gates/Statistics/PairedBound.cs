using System.Collections.Concurrent;

namespace PruneOnBuild.Gates.Statistics;

/// <summary>
/// The exact bound of a paired difference of shares, first minus second: the largest true difference under which outcomes that speak as much
/// against it as the observed one are no rarer than 1 - confidence (Buehler 1957; Lloyd and Moldovan 2007, doi:10.1002/sim.2708). What speaks
/// against it is ordered by the score bound (<see cref="ScoreRegion"/>).
/// </summary>
/// <remarks>
/// How often only the second is right is not known. The least favourable of its values counts, of those only that its own exact interval holds
/// (Berger and Boos 1994, doi:10.1080/01621459.1994.10476836); what that interval may miss is taken off the error. The order does not depend on
/// the difference asked about, and so the chance of the region falls as that grows: what is ruled out has no gaps.
/// </remarks>
internal static class PairedBound
{
    /// <summary>Of the error that the confidence allows, the part spent on the interval of the second share.</summary>
    private const double NuisancePart = 0.02;

    /// <summary>Two neighbours lie about a quarter of that share's standard error apart; the chance of the region hardly bends between them.</summary>
    private const int NuisanceSteps = 24;

    // A verdict, its remedy and the use that search makes of both ask for the same bound.
    private static readonly ConcurrentDictionary<(int OnlyFirst, int OnlySecond, int Samples, double Confidence), double> s_known = [];

    /// <param name="onlyFirst">Samples that only the first is right on.</param>
    /// <param name="confidence">In (0.5, 1).</param>
    public static double Upper(int onlyFirst, int onlySecond, int samples, double confidence) => s_known.GetOrAdd(
        (onlyFirst, onlySecond, samples, confidence), asked => Find(asked.OnlyFirst, asked.OnlySecond, asked.Samples, asked.Confidence));

    private static double Find(int onlyFirst, int onlySecond, int samples, double confidence)
    {
        var risk = 1 - confidence;
        var spent = NuisancePart * risk;
        var region = new ScoreRegion(onlyFirst, onlySecond, samples, confidence);
        var second = Proportions.Share(onlySecond, samples, 1 - spent / 2);
        double[] shares =
            [.. Enumerable.Range(0, NuisanceSteps + 1).Select(step => second.Low + (second.High - second.Low) * step / NuisanceSteps)];

        // Each share has a largest difference that it keeps. Of the likeliest share near the bound it is most often the largest of all.
        var bound = (double)(onlyFirst - onlySecond) / samples;
        var step = Math.Max(FalsePosition.Tolerance, region.Bound - bound);
        for (var share = Likeliest(region.Bound); bound < 1 && Chance(bound, share) > risk - spent; share = Likeliest(bound))
            bound = FalsePosition.Boundary(bound, step, end: 1, risk - spent, difference => Chance(difference, share));
        return bound;

        double Likeliest(double difference) => shares.MaxBy(share => Chance(difference, share));

        double Chance(double difference, double secondShare)
        {
            // No share of the first lies below 0. The least share of the second that allows the difference stands for those that do not: the chance has
            // a peak there.
            var possible = Math.Max(secondShare, -difference);
            return difference + 2 * possible <= 1 ? region.Chance(Math.Max(0, possible + difference), possible) : 0;
        }
    }
}
