using System.Diagnostics;
using System.Globalization;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Algebra.Kernels;

namespace PruneOnBuild.Benchmarks;

/// <summary>How fast this machine does the linear algebra of saliency and recovery, on one thread and on all.</summary>
internal static class AlgebraRun
{
    private const double Giga = 1e9;
    private const int LeastRuns = 3;
    private static readonly TimeSpan PerCell = TimeSpan.FromSeconds(0.25);
    private static readonly int[] Sizes = [144, 288, 576, 1152, 2304];

    public static int Run()
    {
        var clock = Stopwatch.StartNew();
        var operations = AlgebraOperation.All;
        var (one, all) = (new double[operations.Length, Sizes.Length], new double[operations.Length, Sizes.Length]);
        var gain = new double[operations.Length];
        for (var s = 0; s < Sizes.Length; s++)
        {
            var problem = new AlgebraProblem(Sizes[s]);
            for (var o = 0; o < operations.Length; o++)
            {
                // The first cell of an operation would else hold what the JIT has not yet compiled well.
                if (s == 0) Speed(operations[o], operations[o].Fast, problem);
                all[o, s] = Speed(operations[o], operations[o].Fast, problem);
                using var alone = Workers.AtMost(1);
                one[o, s] = Speed(operations[o], operations[o].Fast, problem);
                if (s == 0) gain[o] = one[o, s] / Speed(operations[o], operations[o].Naive, problem);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"GFLOP/s; best of {LeastRuns} or more runs; vectors of {(int)Product.Widest} bits; {clock.Elapsed.TotalSeconds:f0} s in all"));
        var threads = Workers.Count == 1 ? "1 thread" : $"{Workers.Count} threads";
        Console.WriteLine($"{"",18}  {"1 thread",-30}  {threads,-30}  over naive");
        Console.WriteLine($"{"n",-18}{Row(Sizes.Select(size => $"{size}"))}{Row(Sizes.Select(size => $"{size}"))}  at n = {Sizes[0]}");
        for (var o = 0; o < operations.Length; o++)
            Console.WriteLine($"{operations[o].Name,-18}{Row(one, o)}{Row(all, o)}  {Short(gain[o]),9}x");
        return 0;
    }

    /// <summary>In GFLOP/s, of the fastest run: whatever else the machine does can only slow a run down.</summary>
    private static double Speed(AlgebraOperation operation, Func<AlgebraProblem, Action> kind, AlgebraProblem problem)
    {
        var (least, spent) = (TimeSpan.MaxValue, TimeSpan.Zero);
        for (var run = 0; run < LeastRuns || spent < PerCell; run++)
        {
            var prepared = kind(problem);
            var start = Stopwatch.GetTimestamp();
            prepared();
            var time = Stopwatch.GetElapsedTime(start);
            spent += time;
            if (time < least) least = time;
        }
        return operation.Flops(problem) / least.TotalSeconds / Giga;
    }

    private static string Row(double[,] speeds, int operation) =>
        Row(Enumerable.Range(0, Sizes.Length).Select(size => Short(speeds[operation, size])));

    private static string Row(IEnumerable<string> cells) => "  " + string.Concat(cells.Select(cell => $"{cell,6}"));

    private static string Short(double value) => value.ToString("f1", CultureInfo.InvariantCulture);
}
