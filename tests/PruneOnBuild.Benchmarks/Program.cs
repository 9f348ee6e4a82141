using PruneOnBuild.Benchmarks.CacheHit;
using PruneOnBuild.Benchmarks.Interrupt;
using PruneOnBuild.Benchmarks.NoOp;
using PruneOnBuild.Benchmarks.Real;
using PruneOnBuild.Benchmarks.SparseModels;

namespace PruneOnBuild.Benchmarks;

/// <summary>Subcommands by name.</summary>
internal static class Program
{
    private const string Usage = """
        laws --count N [--seed N] [--shrink] [--recipe TEXT]   the law of surgery over N random graphs, or over one recipe
        analysis [NODES ...]                                   seconds and memory of the analysis of large graphs
        real [TEXT ...]                                        real networks with real data, before and after pruning
        sparse-models [TEXT] [threads N]                        whole models, their layers swapped for sparse ones, against dense ONNX Runtime
        no-op [PAIRS]                                          ms of a build in which nothing changed, against the same without PruneOnBuild
        cache-hit [BUILDS]                                     ms of our targets where all results lie in a cache
        interrupt [TIMES]                                      ms until no process is left of a build that is interrupted or killed
        algebra                                                GFLOP/s of the linear algebra on this machine
        """;

    private static int Main(string[] arguments)
    {
        if (arguments is ["laws", .. var laws] && LawOptions.Parse(laws) is { } options) return LawRun.Run(options);
        if (arguments is ["analysis", .. var sizes] && sizes.All(size => int.TryParse(size, out _))) return AnalysisRun.Run(sizes);
        if (arguments is ["real", .. var networks]) return RealRun.Run(networks);
        if (arguments is ["sparse-models", .. var models] && SparseModelsOptions.Parse(models) is { } chosen) return SparseModelsRun.Run(chosen);
        if (arguments is ["no-op", .. var idle] && Count(idle, without: 20) is { } pairs) return NoOpRun.Run(pairs);
        if (arguments is ["cache-hit", .. var hits] && Count(hits, without: 10) is { } cold) return CacheHitRun.Run(cold);
        if (arguments is ["interrupt", .. var kills] && Count(kills, without: 10) is { } times) return InterruptRun.Run(times);
        if (arguments is ["algebra"]) return AlgebraRun.Run();
        Console.Error.WriteLine(Usage);
        return 1;
    }

    /// <summary>The one number above 0 that may follow a command's name; null: something else does.</summary>
    private static int? Count(string[] arguments, int without) => arguments switch
    {
        [] => without,
        [var text] when int.TryParse(text, out int count) && count > 0 => count,
        _ => null,
    };
}
