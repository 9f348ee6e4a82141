namespace PruneOnBuild.Kernels.OnnxRuntime.Tests.Arm64;

/// <summary>What is asked of x64 is asked of Arm64, too: the very assemblies that were built run there.</summary>
public sealed class Arm64Tests(EmulatedArm64 arm64) : IClassFixture<EmulatedArm64>
{
    /// <param name="only">Is part of the tests' names: emulation is slow, so the other tests stay out.</param>
    /// <param name="qemu">The first version known to bear these tests: sessions of ONNX Runtime end version 7 with a segmentation fault.</param>
    [SkippableTheory]
    [InlineData("PruneOnBuild.Kernels.Tests", ".RandomConvolutions_EqualThePlainSum_AndTouchNothingBeside(set: AdvSimd)", 7)]
    [InlineData("PruneOnBuild.Pruning.Tests", ".Algebra.MultiplyTests.EveryTransposition_", 7)]
    [InlineData("PruneOnBuild.Kernels.OnnxRuntime.Tests", ".Sessions.ShapeInferenceTests.", 10)]
    public void TestsPass(string project, string only, int qemu)
    {
        var (code, output) = arm64.Run(project, only, qemu);

        // The runner ends so only where a test ran and none failed.
        Assert.True(code == 0, output);
    }
}
