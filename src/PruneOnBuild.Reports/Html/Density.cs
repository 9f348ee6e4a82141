using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Reports.Html;

/// <summary>
/// How dense times lie, smoothed with a Gaussian over their logarithms (times have long tails). Bandwidth after Silverman (Density Estimation
/// for Statistics and Data Analysis, 1986, (3.31)): 0.9 min(s, IQR / 1.34) n^(-1/5).
/// </summary>
internal sealed class Density
{
    private readonly double[] _logs;
    private readonly double _bandwidth;

    /// <param name="times">Above 0, at least one.</param>
    public Density(IReadOnlyList<double> times)
    {
        _logs = [.. times.Select(time => Math.Log(time)).Order()];
        double mean = _logs.Average();
        double deviation = Math.Sqrt(_logs.Average(log => (log - mean) * (log - mean)));
        double quarters = (OrderStatistics.Percentile(_logs, 0.75) - OrderStatistics.Percentile(_logs, 0.25)) / 1.34;
        double spread = quarters > 0 ? Math.Min(deviation, quarters) : deviation;
        _bandwidth = Math.Max(0.002, 0.9 * spread * Math.Pow(_logs.Length, -0.2));
    }

    /// <summary>Per unit of the logarithm; integrates to 1 over it.</summary>
    public double At(double time)
    {
        double sum = 0;
        foreach (double log in _logs)
        {
            double off = (Math.Log(time) - log) / _bandwidth;
            sum += Math.Exp(-0.5 * off * off);
        }
        return sum / (_logs.Length * _bandwidth * Math.Sqrt(2 * Math.PI));
    }
}
