namespace PruneOnBuild.Kernels.Tests;

public sealed unsafe class PooledConvTests
{
    private const int Problems = 60;

    [Theory]
    [ClassData(typeof(EverySet))]
    public void PooledConvolution_IsThePlainMaximumOfTheConvolution_AndTouchesNothingBeside(InstructionSet set)
    {
        int pooled = 0;
        for (int seed = 0; seed < Problems; seed++)
        {
            var (problem, random) = (new ConvProblem(seed), new Random(seed));
            int height = problem.Geometry.OutputHeight(problem.Height), width = problem.Geometry.OutputWidth(problem.Width);
            var pooling = seed % 3 == 0 ? new MaxPooling(2, 2, 2, 2) : new MaxPooling(random.Next(1, 4), random.Next(1, 4), random.Next(1, 4), random.Next(1, 4));
            if (problem.OutputLength <= 0 || height < pooling.Height || width < pooling.Width)
                continue;
            using var plain = new SparseConv(problem.Weights, problem.Bias, problem.Geometry, problem.Activation, set);
            using var kernel = new SparseConv(problem.Weights, problem.Bias, problem.Geometry, problem.Activation, set, pooling);
            var expected = Maxima(Run(problem, plain, problem.OutputLength, CallingThread.Only), height, width, pooling);

            foreach (var workers in new IWorkers[] { CallingThread.Only, new TestWorkers(3, threaded: true) })
                Assert.Equal(expected, Run(problem, kernel, expected.Length, workers));
            pooled++;
        }
        Assert.InRange(pooled, Problems / 2, Problems);
    }

    [Fact]
    public void LargeImages_ArePooledByAllWorkers_ToTheSameBits()
    {
        const int Channels = 48, Side = 64;
        var weights = SparseWeights.FromDense(Some.Matrix(new Random(1), Channels, 3, 1, 0.5), Channels, 3);
        var (geometry, pooling) = (new ConvGeometry(), new MaxPooling(2, 2, 2, 2));
        using var kernel = new SparseConv(weights, [], geometry, SparseActivation.Relu, pooling: pooling);
        float[] input = Some.Floats(new Random(2), 3 * Side * Side), one = new float[Channels * Side * Side / 4], four = new float[one.Length];
        fixed (float* x = input, y = one, z = four)
        {
            kernel.Run(x, 1, Side, Side, null, y, CallingThread.Only);
            kernel.Run(x, 1, Side, Side, null, z, new TestWorkers(4, threaded: true));
        }
        Assert.Equal(one, four);
        Assert.Contains(one, value => value > 0);
    }

    private static float[] Run(ConvProblem problem, SparseConv kernel, int length, IWorkers workers)
    {
        using var output = new GuardedFloats(length, atEnd: true);
        fixed (float* x = problem.Input, residual = problem.Residual)
            kernel.Run(x, problem.Batch, problem.Height, problem.Width, residual, output.Pointer, workers);
        return output.Span.ToArray();
    }

    /// <param name="images">[images, height, width]</param>
    private static float[] Maxima(float[] images, int height, int width, MaxPooling pooling) =>
    [
        .. from image in Enumerable.Range(0, images.Length / (height * width))
           from y in Enumerable.Range(0, (height - pooling.Height) / pooling.StrideY + 1)
           from x in Enumerable.Range(0, (width - pooling.Width) / pooling.StrideX + 1)
           select (from dy in Enumerable.Range(0, pooling.Height)
                   from dx in Enumerable.Range(0, pooling.Width)
                   select images[(image * height + y * pooling.StrideY + dy) * width + x * pooling.StrideX + dx]).Max(),
    ];
}
