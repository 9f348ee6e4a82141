namespace PruneOnBuild.Kernels.OnnxRuntime.Tests.Arm64;

/// <summary>What is asked of x64 is asked of Arm64, too: the very assemblies that were built run there.</summary>
public sealed class Arm64Tests(EmulatedArm64 arm64) : IClassFixture<EmulatedArm64>
{
    /// <param name="only">Is part of the tests' names: emulation is slow, so the other tests stay out.</param>
    [SkippableTheory]
    [InlineData("PruneOnBuild.Kernels.Tests", "set: AdvSimd")]
    [InlineData("PruneOnBuild.Pruning.Tests", ".Algebra.GramTests.")]
    [InlineData("PruneOnBuild.Pruning.Tests", ".Algebra.MultiplyTests.EveryTransposition_")]
    public void TestsPass(string project, string only)
    {
        var (code, output) = arm64.Run(project, only);

        // The runner ends so only where a test ran and none failed.
        Assert.True(code == 0, output);
    }
}
