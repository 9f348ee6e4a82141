using System.Globalization;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>
/// Accuracy gates at the very threshold, by sums over all outcomes: for each number of samples the largest share that passes, and that fails, of
/// all shares of changed answers and drops below.
/// </summary>
internal sealed class OutcomeSumGates(LineFilter filter) : IGateSection
{
    private static readonly int[] s_samples = [100, 200, 500, 1000, 2000, 5000];
    private static readonly double[] s_onlyPruned = [0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15];
    private static readonly double[] s_drops = [0.005, 0.01, 0.02, 0.05];

    public void Run(Action<string> write, Action<string> report)
    {
        string title = "  Accuracy gates at the threshold, summed over all outcomes\n\n";
        foreach (int samples in s_samples.Where(samples => filter.Takes("sums", samples.ToString(CultureInfo.InvariantCulture))))
        {
            var cells = new List<Cell>();
            foreach (var population in Populations(samples))
            {
                report($"{samples} samples, {Where(population)}");
                var (pass, fail) = population.Sum(0)!.Value;
                cells.Add(new Cell(population, pass, fail));
            }

            write(title + Line(samples, cells));
            title = "";
        }
        write(title.Length == 0 ? "\n" : "");
    }

    private static IEnumerable<OutcomePopulation> Populations(int samples) =>
        from onlyPruned in s_onlyPruned
        from drop in s_drops
        select new OutcomePopulation("sum", samples, onlyPruned + drop, onlyPruned);

    private static string Line(int samples, IReadOnlyList<Cell> cells)
    {
        var (pass, fail) = (cells.MaxBy(cell => cell.Pass)!, cells.MaxBy(cell => cell.Fail)!);
        return FormattableString.Invariant(
            $"  {samples,5} samples: at most {pass.Pass * 100:0.00} % pass ({Where(pass.Population)}), {cells.Average(cell => cell.Pass) * 100:0.00} % on average; ")
            + FormattableString.Invariant(
            $"at most {fail.Fail * 100:0.00} % fail ({Where(fail.Population)}), {cells.Average(cell => cell.Fail) * 100:0.00} %\n");
    }

    private static string Where(OutcomePopulation population) => FormattableString.Invariant(
        $"drop {(population.OnlyDense - population.OnlyPruned) * 100:0.0}, {population.OnlyPruned * 100:0.0} % better");

    private sealed record Cell(OutcomePopulation Population, double Pass, double Fail);
}
