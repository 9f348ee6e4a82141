namespace PruneOnBuild.Pruning.Saliency;

/// <summary>
/// A loss measured at a few widths, carried to all others along an error that is known for each. A width is measured once it is asked for, or a
/// lower one is: what a search never comes near is never measured.
/// </summary>
internal sealed class LossCurve
{
    private const double Smallest = 1e-12;

    private readonly IReadOnlyList<double> _errors;
    private readonly Queue<int> _counts;
    private readonly Func<int, double> _measure;
    private readonly double[] _losses;
    private int _known;
    private (int Gone, double Loss)? _last;

    /// <param name="errors">Error with n channels gone, n = 0 to all, never falling; in any unit.</param>
    /// <param name="counts">Where the loss can be measured, n above 0; where there are none the errors themselves are the loss.</param>
    /// <param name="measure">Loss with n channels gone; asked in rising order, once for each.</param>
    public LossCurve(IReadOnlyList<double> errors, IEnumerable<int> counts, Func<int, double> measure)
    {
        (_errors, _counts, _measure) = (errors, new Queue<int>(counts.Order()), measure);
        _losses = _counts.Count == 0 ? [.. errors] : new double[errors.Count];
        _known = _counts.Count == 0 ? errors.Count - 1 : 0;
    }

    /// <summary>How many n there are, from 0 on.</summary>
    public int Length => _losses.Length;

    /// <summary>A curve that is known.</summary>
    public static LossCurve Of(IReadOnlyList<double> losses) => new(losses, [], _ => throw new InvalidOperationException("Nothing is measured."));

    /// <summary>The whole curve through losses that are known.</summary>
    public static double[] Through(IReadOnlyList<double> errors, IReadOnlyDictionary<int, double> measured)
    {
        var curve = new LossCurve(errors, measured.Keys, gone => measured[gone]);
        return [.. Enumerable.Range(0, curve.Length).Select(curve.At)];
    }

    /// <summary>
    /// Loss with so many gone: 0 at 0, the measured ones (made not to fall), between them a power of the error, beyond the last its proportion.
    /// </summary>
    public double At(int gone)
    {
        while (_known < gone)
        {
            Extend();
        }

        return _losses[gone];
    }

    /// <summary>To the next width that can be measured, or to the end where there is none.</summary>
    private void Extend()
    {
        var from = _last;
        if (_counts.TryDequeue(out var count))
        {
            _last = (count, Math.Max(Math.Max(_measure(count), Smallest), from?.Loss ?? 0));
        }
        else
        {
            count = _losses.Length - 1;
        }

        var to = _last!.Value;
        for (var gone = _known + 1; gone <= count; gone++)
        {
            var loss = from is { } before && before != to ? Between(before, to, gone) : to.Loss * Ratio(_errors[gone], _errors[to.Gone]);
            _losses[gone] = Math.Max(loss, _losses[gone - 1]);
        }

        _known = count;
    }

    private double Between((int Gone, double Loss) low, (int Gone, double Loss) high, int gone)
    {
        var span = Math.Log(Ratio(_errors[high.Gone], _errors[low.Gone]));
        var share = span > Smallest ? Math.Log(Ratio(_errors[gone], _errors[low.Gone])) / span : (double)(gone - low.Gone) / (high.Gone - low.Gone);
        return low.Loss * Math.Pow(high.Loss / low.Loss, Math.Clamp(share, 0, 1));
    }

    private static double Ratio(double a, double b) => Math.Max(a, Smallest) / Math.Max(b, Smallest);
}
