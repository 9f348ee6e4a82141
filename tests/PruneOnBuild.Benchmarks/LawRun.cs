using System.Collections.Concurrent;
using System.Diagnostics;
using PruneOnBuild.RandomGraphs;
using PruneOnBuild.RandomGraphs.Laws;

namespace PruneOnBuild.Benchmarks;

/// <summary>The law over many seeds, on all cores.</summary>
internal static class LawRun
{
    /// <summary>The wrong cut is tried on every fourth graph: enough for a share, and it costs as much as the law.</summary>
    private const int WrongCutEvery = 4;
    private static readonly TimeSpan Progress = TimeSpan.FromSeconds(5);

    /// <returns>1 where a law was broken.</returns>
    public static int Run(LawOptions options)
    {
        if (options.Recipe is { } recipe)
        {
            var only = RandomGraphLaw.Check(Recipe.Parse(recipe));
            if (options.Shrink && only.Violation is not null) only = RandomGraphLaw.Shrink(only);
            Console.WriteLine(only.Describe());
            return only.Violation is null ? 0 : 1;
        }

        var clock = Stopwatch.StartNew();
        var summary = new LawSummary();
        var (done, shown) = (0, TimeSpan.Zero);
        var seeds = Partitioner.Create(Enumerable.Range(0, options.Count).Select(i => options.Seed + i), EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            var outcome = RandomGraphLaw.Check(Recipe.Of(seed), triesWrongCut: seed % WrongCutEvery == 0);
            if (outcome.Violation is not null && options.Shrink) Print(seed, RandomGraphLaw.Shrink(outcome));
            else if (outcome.Violation is not null) Print(seed, outcome);
            lock (summary)
            {
                summary.Add(seed, outcome);
                done++;
                if (clock.Elapsed - shown < Progress) return;
                shown = clock.Elapsed;
                Console.Error.WriteLine($"{done} of {options.Count}, {summary.Violations} violations, {done / clock.Elapsed.TotalSeconds:f0} graphs/s");
            }
        });
        Console.WriteLine(summary.Text(clock.Elapsed));
        return summary.Violations > 0 ? 1 : 0;
    }

    private static void Print(long seed, LawOutcome outcome)
    {
        lock (Console.Out) Console.WriteLine($"seed {seed}: {outcome.Describe()}\n");
    }
}
