namespace PruneOnBuild.Gates.Statistics;

/// <summary>
/// The outcomes of as many samples whose upper score bound of first minus second (Tango 1998, Statistics in Medicine 17, 891) is at most that of
/// the observed one.
/// </summary>
internal sealed class ScoreRegion
{
    /// <summary>Terms of less weight are left out: together they are less than a billionth.</summary>
    private const double LeastWeight = 1e-12;

    private readonly int _samples;
    private readonly double _z;

    // At position s, the most samples with only the first right where s have only the second right; -1 where no number is few enough.
    private readonly List<int> _most = [];

    public ScoreRegion(int onlyFirst, int onlySecond, int samples, double confidence)
    {
        (_samples, _z) = (samples, Normal.Quantile(confidence));
        Bound = Bisection.Boundary(
            1, (double)(onlyFirst - onlySecond) / samples, difference => IsRuledOut(difference, onlyFirst, onlySecond));
    }

    /// <summary>The score bound of the observed outcome.</summary>
    public double Bound { get; }

    /// <summary>The chance of an outcome in the region, where so large a share of samples has only the first or only the second right.</summary>
    public double Chance(double firstShare, double secondShare)
    {
        // The second's number is binomial, the first's is so among the rest. From the likeliest number of the second outwards both follow from
        // their neighbours.
        var chance = secondShare < 1 ? Math.Min(1, firstShare / (1 - secondShare)) : 0;
        var likeliest = (int)Math.Min(_samples, (_samples + 1) * secondShare);
        var weight = Binomial.Exactly(likeliest, _samples, secondShare);
        var first = new BinomialWalk(Most(likeliest), _samples - likeliest, chance);
        var odds = secondShare / (1 - secondShare);
        return weight * first.AtMost + Walk(likeliest, weight, first.Copy(), odds, 1) + Walk(likeliest, weight, first, odds, -1);
    }

    /// <summary>The numbers of the second on one side of <paramref name="second"/>.</summary>
    /// <param name="weight">Chance of <paramref name="second"/>.</param>
    /// <param name="first">Stands at <paramref name="second"/>, and is moved.</param>
    /// <param name="odds">Of the second being right alone.</param>
    private double Walk(int second, double weight, BinomialWalk first, double odds, int direction)
    {
        var sum = 0.0;
        while (true)
        {
            weight *= direction > 0 ? (_samples - second) * odds / (second + 1.0) : second / (odds * (_samples - second + 1.0));
            // Without odds no number lies below: 0 / 0 is no weight either.
            if (!(weight > LeastWeight))
                return sum;
            second += direction;
            first.MoveTo(Most(second), _samples - second);
            sum += weight * first.AtMost;
        }
    }

    private int Most(int onlySecond)
    {
        while (_most.Count <= onlySecond)
        {
            var second = _most.Count;
            var most = second == 0 ? -1 : _most[^1];
            while (most + 1 + second <= _samples && IsRuledOut(Bound, most + 1, second))
                most++;
            _most.Add(Math.Min(most, _samples - second));
        }

        return _most[onlySecond];
    }

    // Whether the observed difference lies z standard errors or more below a true one of `difference`, under which the likeliest share of the
    // first is the root of a quadratic (Tango's equation 6).
    private bool IsRuledOut(double difference, int onlyFirst, int onlySecond)
    {
        var b = -onlyFirst - onlySecond - (2.0 * _samples - onlySecond + onlyFirst) * difference;
        var c = onlyFirst * difference * (1 + difference);
        var first = Math.Max((Math.Sqrt(Math.Max(0, b * b - 8.0 * _samples * c)) - b) / (4.0 * _samples), Math.Max(0, difference));
        var variance = _samples * (2 * first - difference * (1 + difference));
        return onlySecond - onlyFirst + _samples * difference >= _z * Math.Sqrt(Math.Max(0, variance));
    }
}
