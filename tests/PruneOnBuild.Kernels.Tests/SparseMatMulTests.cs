namespace PruneOnBuild.Kernels.Tests;

public sealed unsafe class SparseMatMulTests
{
    private const int Problems = 120;

    [Theory]
    [ClassData(typeof(EverySet))]
    public void RandomProducts_EqualThePlainSum_AndTouchNothingBeside(InstructionSet set)
    {
        for (int seed = 0; seed < Problems; seed++)
        {
            var problem = new MatMulProblem(seed);
            var expected = problem.Expected();
            foreach (bool atEnd in new[] { false, true })
                Closeness.Check(expected, Run(problem, set, atEnd), $"{set}, {problem.Name}");
        }
    }

    [Theory]
    [ClassData(typeof(EverySet))]
    public void ASingleRow_EqualsThePlainSum(InstructionSet set)
    {
        for (int seed = 0; seed < Problems; seed++)
        {
            var problem = new MatMulProblem(seed, rows: 1);
            Closeness.Check(problem.Expected(), Run(problem, set, guardAtEnd: true), $"{set}, {problem.Name}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void SeveralWorkers_GiveTheSameBits(int rows)
    {
        for (int seed = 0; seed < Problems; seed += 5)
        {
            var problem = new MatMulProblem(seed, rows);
            using var kernel = problem.Kernel(null);
            var one = Run(problem, kernel, CallingThread.Only);
            foreach (var workers in new[] { new TestWorkers(3, threaded: false), new TestWorkers(4, threaded: true) })
                Assert.Equal(one, Run(problem, kernel, workers));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void EightThreadsOnOneInstance_GiveWhatOneGives(int rows)
    {
        var problem = new MatMulProblem(3, rows);
        using var kernel = problem.Kernel(null);
        using var alone = problem.Kernel(null);
        var expected = Run(problem, alone, CallingThread.Only);
        Concurrently.Run(8, () =>
        {
            for (int i = 0; i < 30; i++)
                Assert.Equal(expected, Run(problem, kernel, CallingThread.Only));
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public void Run_AllocatesNothing_OnceItHasRun(int rows)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var problem = new MatMulProblem(seed, rows);
            using var kernel = problem.Kernel(null);
            var output = new float[problem.OutputLength];
            fixed (float* x = problem.Input, y = output)
            {
                kernel.Run(x, rows, null, y, CallingThread.Only);
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 10; i++)
                    kernel.Run(x, rows, null, y, CallingThread.Only);
                Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            }
        }
    }

    private static float[] Run(MatMulProblem problem, SparseMatMul kernel, IWorkers workers)
    {
        var output = new float[problem.OutputLength];
        fixed (float* x = problem.Input, residual = problem.Residual, y = output)
            kernel.Run(x, problem.Rows, residual, y, workers);
        return output;
    }

    private static float[] Run(MatMulProblem problem, InstructionSet set, bool guardAtEnd)
    {
        using var kernel = problem.Kernel(set);
        using var input = new GuardedFloats(problem.Input.Length, guardAtEnd);
        using var residual = problem.Residual is { } values ? new GuardedFloats(values.Length, guardAtEnd) : null;
        using var output = new GuardedFloats(problem.OutputLength, guardAtEnd);
        problem.Input.CopyTo(input.Span);
        if (residual is not null)
            problem.Residual.CopyTo(residual.Span);
        output.Span.Fill(float.NaN);
        kernel.Run(input.Pointer, problem.Rows, residual is null ? null : residual.Pointer, output.Pointer, CallingThread.Only);
        return output.Span.ToArray();
    }
}
