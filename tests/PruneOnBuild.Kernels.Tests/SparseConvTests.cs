namespace PruneOnBuild.Kernels.Tests;

public sealed unsafe class SparseConvTests
{
    private const int Problems = 100;

    [Theory]
    [ClassData(typeof(EverySet))]
    public void RandomConvolutions_EqualThePlainSum_AndTouchNothingBeside(InstructionSet set)
    {
        for (int seed = 0; seed < Problems; seed++)
            Check(new ConvProblem(seed), set);
    }

    [Theory]
    [ClassData(typeof(EverySet))]
    public void RandomDepthwiseConvolutions_EqualThePlainSum_AndTouchNothingBeside(InstructionSet set)
    {
        for (int seed = 0; seed < Problems; seed++)
            Check(new ConvProblem(seed, isDepthwise: true), set);
    }

    [Fact]
    public void SeveralWorkers_GiveTheSameBits()
    {
        for (int seed = 0; seed < Problems; seed += 3)
        {
            var problem = new ConvProblem(seed, isDepthwise: seed % 2 == 1);
            if (problem.OutputLength <= 0)
                continue;
            using var kernel = problem.Kernel(null);
            var one = Run(problem, kernel, CallingThread.Only);
            foreach (var workers in new[] { new TestWorkers(3, threaded: false), new TestWorkers(4, threaded: true) })
                Assert.Equal(one, Run(problem, kernel, workers));
        }
    }

    [Fact]
    public void EightThreadsOnOneInstance_GiveWhatOneGives()
    {
        var problem = Enumerable.Range(0, Problems).Select(seed => new ConvProblem(seed)).First(p => p is { OutputLength: > 2000, Geometry.KernelWidth: 3 });
        using var kernel = problem.Kernel(null);
        using var alone = problem.Kernel(null);
        var expected = Run(problem, alone, CallingThread.Only);
        Concurrently.Run(8, () =>
        {
            for (int i = 0; i < 30; i++)
                Assert.Equal(expected, Run(problem, kernel, CallingThread.Only));
        });
    }

    [Fact]
    public void Run_AllocatesNothing_OnceItKnowsTheShape()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var problem = new ConvProblem(seed, isDepthwise: seed % 3 == 1);
            if (problem.OutputLength <= 0)
                continue;
            using var kernel = problem.Kernel(null);
            var output = new float[problem.OutputLength];
            fixed (float* x = problem.Input, y = output)
            {
                kernel.Run(x, problem.Batch, problem.Height, problem.Width, null, y, CallingThread.Only);
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 10; i++)
                    kernel.Run(x, problem.Batch, problem.Height, problem.Width, null, y, CallingThread.Only);
                Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            }
        }
    }

    [Fact]
    public void EachShape_HasItsOwnOffsets()
    {
        var geometry = new ConvGeometry { KernelHeight = 3, KernelWidth = 3, PadTop = 1, PadLeft = 1, PadBottom = 1, PadRight = 1 };
        var weights = SparseWeights.FromDense(Enumerable.Repeat(1f, 9).ToArray(), 1, 9);
        using var kernel = new SparseConv(weights, default, geometry, SparseActivation.None);
        var ones = Enumerable.Repeat(1f, 64).ToArray();
        float* y = stackalloc float[64];
        foreach (int side in new[] { 8, 3, 8, 5, 3 })
        {
            fixed (float* x = ones)
                kernel.Run(x, 1, side, side, null, y, CallingThread.Only);
            Assert.Equal(4, y[0]);
            Assert.Equal(9, y[side + 1]);
            Assert.Equal(4, y[side * side - 1]);
        }
    }

    [Theory]
    [ClassData(typeof(EverySet))]
    public void WhatIsNotANumber_StaysVisible_AndStaysAtItsPixel(InstructionSet set)
    {
        const int pixels = 32;
        float* x = stackalloc float[pixels], y = stackalloc float[4 * pixels];
        var weights = SparseWeights.FromDense(Enumerable.Repeat(1f, 4).ToArray(), 4, 1);
        foreach (var activation in new[] { SparseActivation.None, SparseActivation.Relu })
            foreach (int width in new[] { pixels, pixels - 1 })
            {
                using var kernel = new SparseConv(weights, default, new(), activation, set);
                new Span<float>(x, width).Fill(1);
                x[3] = x[width - 1] = float.NaN;
                kernel.Run(x, 1, 1, width, null, y, CallingThread.Only);
                for (int i = 0; i < 4 * width; i++)
                    Assert.Equal(float.IsNaN(x[i % width]) ? float.NaN : 1, y[i]);
            }
    }

    [SkippableFact]
    public void AnInstructionSetThatIsMissing_IsRefused()
    {
        var missing = Enum.GetValues<InstructionSet>().Except(Lanes.InstructionSets.Available).ToArray();
        Skip.If(missing.Length == 0);
        var weights = SparseWeights.FromDense([1f], 1, 1);
        var error = Assert.Throws<PlatformNotSupportedException>(() => new SparseConv(weights, default, new(), SparseActivation.None, missing[0]));
        Assert.Contains(missing[0].ToString(), error.Message);
    }

    private static void Check(ConvProblem problem, InstructionSet set)
    {
        if (problem.Geometry.OutputHeight(problem.Height) < 1 || problem.Geometry.OutputWidth(problem.Width) < 1)
            return;
        var expected = problem.Expected();
        foreach (bool atEnd in new[] { false, true })
            Closeness.Check(expected, Run(problem, set, atEnd), $"{set}, {problem.Name}");
    }

    private static float[] Run(ConvProblem problem, SparseConv kernel, IWorkers workers)
    {
        var output = new float[problem.OutputLength];
        fixed (float* x = problem.Input, residual = problem.Residual, y = output)
            kernel.Run(x, problem.Batch, problem.Height, problem.Width, residual, y, workers);
        return output;
    }

    private static float[] Run(ConvProblem problem, InstructionSet set, bool guardAtEnd)
    {
        using var kernel = problem.Kernel(set);
        using var input = new GuardedFloats(problem.Input.Length, guardAtEnd);
        using var residual = problem.Residual is { } values ? new GuardedFloats(values.Length, guardAtEnd) : null;
        using var output = new GuardedFloats(problem.OutputLength, guardAtEnd);
        problem.Input.CopyTo(input.Span);
        if (residual is not null)
            problem.Residual.CopyTo(residual.Span);
        output.Span.Fill(float.NaN);
        kernel.Run(
            input.Pointer, problem.Batch, problem.Height, problem.Width, residual is null ? null : residual.Pointer, output.Pointer, CallingThread.Only);
        return output.Span.ToArray();
    }
}
