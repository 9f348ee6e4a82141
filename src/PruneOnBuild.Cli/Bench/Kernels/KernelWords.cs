using PruneOnBuild.Kernels;

namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>Instruction sets as the command line writes them.</summary>
internal static class KernelWords
{
    public static string[] All { get; } = [.. Enum.GetValues<InstructionSet>().Reverse().Select(Of)];

    public static string Of(InstructionSet set) => set.ToString().ToLowerInvariant();

    /// <summary>Null: none is called so.</summary>
    public static InstructionSet? Find(string word)
    {
        foreach (var set in Enum.GetValues<InstructionSet>())
            if (Of(set) == word)
                return set;
        return null;
    }
}
