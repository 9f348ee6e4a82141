using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Cli.Bench;

/// <summary>How far a model is pruned, from the mildest cut on.</summary>
internal static class BenchPoints
{
    private static readonly double[] Shares = [0.8, 0.7, 0.6, 0.5, 0.4, 0.3];
    private static readonly double[] Sparsities = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB1912: what is asked for is of the other kind of hardware.</exception>
    public static IReadOnlyList<double> Of(Command.Bench command, TargetPolicy target)
    {
        bool isSparse = target.Hardware == Hardware.Sparse;
        if (isSparse && !command.Shares.IsDefault)
            throw CommandLineErrors.OtherHardware("--shares", target.Name, target.Hardware.Word(), "--sparsities");
        if (!isSparse && !command.Sparsities.IsDefault)
            throw CommandLineErrors.OtherHardware("--sparsities", target.Name, target.Hardware.Word(), "--shares");
        var asked = isSparse ? command.Sparsities : command.Shares;
        if (!asked.IsDefault)
            return asked;
        return target.Pattern?.Value is SparsityPattern.NOfM pattern ? [1 - ((double)pattern.N / pattern.M)]
            : isSparse ? Sparsities
            : Shares;
    }
}
