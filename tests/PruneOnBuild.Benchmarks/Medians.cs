using System.Globalization;
using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Benchmarks;

/// <summary>What every table of builds needs.</summary>
internal static class Medians
{
    public static double Of(IEnumerable<double> values) => OrderStatistics.Median([.. values]);

    public static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
