using System.Collections.Immutable;
using PruneOnBuild.Cli.Baselines;
using PruneOnBuild.Cli.Caching.Shared;
using PruneOnBuild.Cli.Output.Ci;
using PruneOnBuild.Kernels;
using PruneOnBuild.Policy.Variants;

namespace PruneOnBuild.Cli.CommandLine;

/// <summary>What the user asked for.</summary>
internal abstract record Command
{
    private Command()
    {
    }

    /// <param name="Policy">The prune.yaml; null: the nearest one in the current folder or above.</param>
    /// <param name="Output">Folder of the pruned models and reports.</param>
    /// <param name="Model">One model of the policy; null: all of them.</param>
    /// <param name="Cache">Folder of the stages' stored results; null: <c>.cache</c> in the output folder.</param>
    /// <param name="Verdicts">What a failed gate does.</param>
    /// <param name="Lock">What prune.lock is for.</param>
    /// <param name="ProjectDirectory">Folder that paths are shown relative to; null: the current folder.</param>
    public sealed record Prune(
        string? Policy, string Output, string? Model, string? Cache, VerdictAction Verdicts, LockMode Lock, string? ProjectDirectory) : Command
    {
        /// <summary>Which target each model is pruned for.</summary>
        public TargetChoice Choice { get; init; } = new();

        /// <summary>Folder or address of the shared cache, maybe with credentials; null: what the environment names, or none.</summary>
        public string? SharedCache { get; init; }

        /// <summary>Null: what the environment says, or write.</summary>
        public SharedCacheMode? SharedCacheMode { get; init; }

        /// <summary>What prune.baseline.json is for.</summary>
        public BaselineMode Baseline { get; init; }

        /// <summary>Who is told of errors and reports; null: the CI system that runs this, if any.</summary>
        public CiSystem? Ci { get; init; }

        /// <summary>Whether errors and warnings become annotations too; the summary comes in any case.</summary>
        public bool Annotates { get; init; } = true;

        /// <summary>File that receives the run's record for builds; null: none.</summary>
        public string? Record { get; init; }
    }

    /// <param name="Policy">The prune.yaml; null: the nearest one in the current folder or above.</param>
    /// <param name="Output">Where earlier runs left models and reports.</param>
    /// <param name="Model">One model of the policy; null: all of them.</param>
    /// <param name="Cache">Folder of the stages' stored results; null: <c>.cache</c> in the output folder.</param>
    /// <param name="Build">What a build compares to tell whether it is up to date; null: what the last run read and wrote.</param>
    public sealed record Explain(
        string? Policy, string Output, string? Model, string? Cache, LockMode Lock, string? ProjectDirectory, string? Build) : Command
    {
        /// <summary>As of <see cref="Prune"/>.</summary>
        public TargetChoice Choice { get; init; } = new();

        /// <summary>As of <see cref="Prune"/>.</summary>
        public string? SharedCache { get; init; }
    }

    /// <param name="Request">A <see cref="Gates.Memory.MemoryRequest"/> as JSON.</param>
    public sealed record MemoryProbe(string Request) : Command;

    public sealed record Check(string? Policy) : Command;

    /// <param name="Folder">Every .onnx file below it is pruned.</param>
    /// <param name="Model">Only files whose path below the folder contains this text; null: all.</param>
    /// <param name="Groups">Whether to print the groups of each model, and what is frozen.</param>
    public sealed record Zoo(string Folder, string? Model, bool Groups) : Command;

    /// <param name="Policy">The prune.yaml; null: the nearest one in the current folder or above.</param>
    /// <param name="Model">The one model of the policy that is measured.</param>
    /// <param name="Shares">Multiply-adds to keep, each in (0, 1], for cpu and gpu targets; default: the usual ones.</param>
    /// <param name="Sparsities">Weights to make zero, each in (0, 1), for sparse targets; default: the usual ones.</param>
    /// <param name="Contenders">In the order of their columns.</param>
    /// <param name="Output">Markdown file of the table; null: none.</param>
    public sealed record Bench(
        string? Policy,
        string Model,
        ImmutableArray<double> Shares,
        ImmutableArray<double> Sparsities,
        ImmutableArray<Contender> Contenders,
        string? Output) : Command;

    /// <param name="Only">Part of the names of layers or shapes to measure, in any case; null: all.</param>
    /// <param name="Instructions">Null: the widest that this processor has.</param>
    /// <param name="Threads">At least 1.</param>
    /// <param name="Sparsities">Shares of zeros to measure, each in (0, 1).</param>
    public sealed record BenchKernels(string? Only, InstructionSet? Instructions, int Threads, ImmutableArray<double> Sparsities) : Command;

    /// <param name="Gates">Simulated gates for each line of a table; 0: no such table.</param>
    /// <param name="HasSums">Sums over all outcomes of accuracy gates at the threshold, too.</param>
    /// <param name="Live">Real gates for each line; 0: none.</param>
    /// <param name="Only">Only lines whose section and name contain this text; null: all.</param>
    /// <param name="Builds">Whole builds at once; 0: none.</param>
    /// <param name="Model">Model that is recorded and judged against itself; null: one of the bench's own.</param>
    /// <param name="Threads">At least 1.</param>
    /// <param name="IsNeighbour">Only burn a core until the standard input ends.</param>
    public sealed record BenchGates(int Gates, bool HasSums, int Live, string? Only, int Builds, string? Model, int Threads, bool IsNeighbour) : Command;

    public sealed record Schema : Command;

    public sealed record Help : Command;

    public sealed record Version : Command;
}
