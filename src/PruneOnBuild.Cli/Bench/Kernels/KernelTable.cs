using System.Collections.Immutable;
using System.Globalization;
using PruneOnBuild.Kernels;
using PruneOnBuild.Kernels.Lanes;
using PruneOnBuild.Reports.Writers;

namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>Rows of shapes, then their geometric means beside the bars. With up to six shares of zeros no line is longer than a console is wide.</summary>
/// <param name="instructions">Null: the widest that this processor has.</param>
internal sealed class KernelTable(InstructionSet? instructions, int threads, ImmutableArray<double> sparsities)
{
    private const string Indent = "  ";
    private const double Micro = 1e-6;

    /// <summary>What is measured, and what the columns mean.</summary>
    public string Intro => string.Concat(Sentences.Select(sentence => $"{Indent}{Wrapped.Text(sentence, Indent)}\n")) + "\n";

    public static string Title => Line($"{Indent}{"layer",-9}{"shape",-21}{"block",5}{"zeros",8}{"dense us",11}{"ours us",11}{"speed-up",11}{"of peak",10}\n");

    /// <summary>A shape's rows: one for each block and sparsity.</summary>
    public string Rows(KernelResult result) => string.Concat(
        from block in KernelBar.Blocks(result.Shape.Family)
        from sparsity in sparsities
        let pattern = (block, sparsity)
        select Line(
            $"{Indent}{result.Shape.Family,-9}{result.Shape.Name,-21}{block,5}{sparsity * 100,6:f0} %{Time(result.Dense),11}{Time(result.Sparse[pattern]),11}{result.Speedup(pattern),10:f2}x{result.PeakShare[pattern] * 100,8:f0} %\n"));

    /// <summary>One row for each family and block.</summary>
    public string Means(IEnumerable<KernelResult> results)
    {
        string zeros = string.Concat(sparsities.Select(sparsity => Line($"{sparsity * 100,5:f0} %{"",7}")));
        return $"\n{Indent}geometric means of the speed-up\n{Indent}{"layer",-9}{"block",5}{zeros.TrimEnd()}\n" + string.Concat(
            from family in results.GroupBy(result => result.Shape.Family)
            from block in KernelBar.Blocks(family.Key)
            select $"{Indent}{family.Key,-9}{block,5}{string.Concat(Cells(family.Key, block, [.. family]))}".TrimEnd() + "\n");
    }

    private IEnumerable<string> Cells(KernelFamily family, int block, KernelResult[] results)
    {
        // The bars are for runs in which both sides have the same instructions.
        bool isComparable = threads == 1 && (instructions is null || instructions == InstructionSets.Best);
        return sparsities.Select(sparsity =>
        {
            double mean = Math.Exp(results.Average(result => Math.Log(result.Speedup((block, sparsity)))));
            string aim = isComparable && KernelBar.Of(InstructionSets.Best, family, block, sparsity) is { } least ? Line($"{(mean >= least ? ">=" : "<")}{least:0.0#}") : "";
            return Line($"{mean,7:f2} {aim,-6}");
        });
    }

    private string[] Sentences =>
    [
        $"Sparse kernels against ONNX Runtime's fastest dense formulation: {KernelWords.Of(InstructionSets.Choose(instructions))}, "
            + (threads == 1 ? "1 thread." : Line($"{threads} threads.")),
        "block: outputs that share their zeros. of peak: share of the multiply-adds that the cores can do, zeros not counted.",
        "~: other work left hardly a quiet sample, so the time is the calling thread's own on the processor.",
    ];

    private static string Time(KernelTime time) => Line($"{(time.IsProcessorTime ? "~" : "")}{time.Seconds / Micro:f1}");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
