using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Kernels.Tests;

/// <summary>The instruction sets that this processor has.</summary>
public sealed class EverySet : TheoryData<InstructionSet>
{
    public EverySet() => AddRange([.. InstructionSets.Available]);
}
