using System.Globalization;
using PruneOnBuild.Kernels;
using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Benchmarks.Kernels;

/// <summary>The sparse kernels against ONNX Runtime's dense ones, shape by shape, then on average beside the bars.</summary>
internal static class KernelsRun
{
    public static int Run(KernelOptions options)
    {
        using var spinning = options.Threads > 1 ? new SpinningWorkers(options.Threads) : null;
        var measurement = new KernelMeasurement(options.Instructions, options.Threads, spinning ?? (IWorkers)CallingThread.Only);
        Console.WriteLine(Line($"{InstructionSets.Choose(options.Instructions)}, {options.Threads} thread(s); us, speed-up over dense, share of the peak"));
        Console.WriteLine($"{"",-30}{"dense us",9}{"block",7}{string.Concat(KernelBar.Sparsities.Select(s => Line($"{s,19:p0} zeros")))}");
        var results = new List<KernelResult>();
        foreach (var shape in KernelShape.All)
        {
            if (!$"{shape.Family} {shape.Name}".Contains(options.Text, StringComparison.OrdinalIgnoreCase))
                continue;
            results.Add(measurement.Measure(shape));
            Print(results[^1]);
        }
        Console.WriteLine();
        Console.WriteLine($"{"geometric means",-30}{"",9}{"block",7}{string.Concat(KernelBar.Sparsities.Select(s => Line($"{s,19:p0} zeros")))}");
        foreach (var family in results.GroupBy(result => result.Shape.Family))
            foreach (int block in KernelBar.Blocks(family.Key))
                Print(family.Key, block, [.. family], options is { Threads: 1, Instructions: null or InstructionSet.Avx512 });
        return 0;
    }

    private static void Print(KernelResult result)
    {
        foreach (int block in KernelBar.Blocks(result.Shape.Family))
        {
            var cells = KernelBar.Sparsities.Select(sparsity => (block, sparsity)).Select(pattern => Line(
                $"{result.Sparse[pattern] * 1e6,10:f1} {result.Speedup(pattern),6:f2}x {result.PeakShare[pattern],5:p0}"));
            Console.WriteLine(Line($"{result.Shape.Family,-9}{result.Shape.Name,-21}{result.Dense * 1e6,9:f0}{block,7}{string.Concat(cells)}"));
        }
    }

    /// <param name="comparable">The bars are for runs like this one.</param>
    private static void Print(KernelFamily family, int block, KernelResult[] results, bool comparable)
    {
        var bars = KernelBar.Of(family, block);
        var cells = KernelBar.Sparsities.Select((sparsity, i) =>
        {
            double mean = Math.Exp(results.Average(result => Math.Log(result.Speedup((block, sparsity)))));
            return Line($"{mean,9:f2}x {(!comparable || bars[i] is not { } bar ? "" : Line($"{(mean >= bar ? ">=" : "<")} {bar:f2}")),-13}");
        });
        Console.WriteLine($"{family,-30}{"",9}{block,7} {string.Concat(cells)}");
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
