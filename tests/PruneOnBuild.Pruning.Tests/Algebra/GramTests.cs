using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Algebra.Kernels;

namespace PruneOnBuild.Pruning.Tests.Algebra;

/// <summary>X^T X and X^T Y of float32 batches.</summary>
public sealed class GramTests
{
    /// <summary>The bound the accumulators state, on elements whose terms all have one sign.</summary>
    private const double Tolerance = 1.6e-5;

    public static TheoryData<int, int> Sizes => new()
    {
        { 1, 1 }, { 1, 7 }, { 2, 33 }, { 7, 129 }, { 300, 2 }, { 257, 33 }, { 129, 257 }, { 40, 400 }, { 700, 65 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Gram_IsTheTripleLoop(int samples, int features)
    {
        var x = Some.Floats(samples * features, 1);
        var accumulator = new GramAccumulator(features, intercept: true);
        accumulator.Add(x, samples);

        var wide = Naive.WithLast(x, features, 1);
        Close.Assert(Naive.Product(Naive.Transpose(wide), wide), accumulator.Total(), Tolerance);
        Close.Symmetric(accumulator.Total());
        Assert.Equal(samples, accumulator.Total()[features, features]);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Cross_IsTheTripleLoop(int samples, int features)
    {
        const int outputs = 19;
        var (x, y) = (Some.Floats(samples * features, 1), Some.Floats(samples * outputs, 2));
        var accumulator = new CrossAccumulator(features, outputs, intercept: true);
        accumulator.Add(x, y, samples);
        Close.Assert(Naive.Product(Naive.Transpose(Naive.WithLast(x, features, 1)), Naive.Wide(y, outputs)), accumulator.Total, Tolerance);
    }

    [Fact]
    public void SumsOfTwo_AreThoseOfAllSamples()
    {
        const int features = 40, outputs = 19, samples = 500, first = 200;
        var (x, y) = (Some.Floats(samples * features, 1), Some.Floats(samples * outputs, 2));
        var (whole, one, other) = (new LayerSums(features, outputs), new LayerSums(features, outputs), new LayerSums(features, outputs));
        foreach (var (sums, from, count) in (ReadOnlySpan<(LayerSums, int, int)>)[(whole, 0, samples), (one, 0, first), (other, first, samples - first)])
        {
            sums.Gram.Add(x.AsMemory(from * features, count * features), count);
            sums.Cross.Add(x.AsMemory(from * features, count * features), y.AsMemory(from * outputs, count * outputs), count);
        }

        one.Gram.Add(other.Gram);
        one.Cross.Add(other.Cross);
        Assert.Equal((samples, samples), (one.Gram.Samples, one.Cross.Samples));
        Close.Assert(whole.Gram.Total(), one.Gram.Total(), Tolerance);
        Close.Assert(whole.Cross.Total, one.Cross.Total, Tolerance);
    }

    [Fact]
    public void RestartedCross_ForgetsWhatItHeld()
    {
        var (x, y) = (Some.Floats(30 * 7, 1), Some.Floats(30 * 5, 2));
        var (fresh, used) = (new CrossAccumulator(7, 5, intercept: true), new CrossAccumulator(7, 5, intercept: true));
        used.Add(y.AsMemory(0, 14), x.AsMemory(0, 10), 2);
        used.Restart();
        fresh.Add(x, y, 30);
        used.Add(x, y, 30);
        Assert.Equal(30, used.Samples);
        Assert.Equal(fresh.Total.Values, used.Total.Values);
    }

    [Fact]
    public void WithoutIntercept_ThereIsNoLastColumn()
    {
        var accumulator = new GramAccumulator(3);
        accumulator.Add(new float[] { 1, 2, 3 }, 1);
        Assert.Equal([1, 2, 3, 2, 4, 6, 3, 6, 9], accumulator.Total().Values);
    }

    [Fact]
    public void ManyBatches_AreOneLongOne()
    {
        const int features = 40;
        var x = Some.Floats(1000 * features, 1);
        var (whole, pieces) = (new GramAccumulator(features, true), new GramAccumulator(features, true));
        whole.Add(x, 1000);
        for (int from = 0, rows = 1; from < 1000; from += rows, rows = Math.Min(rows * 2, 1000 - from))
        {
            pieces.Add(x.AsMemory(from * features, rows * features), rows);
            _ = pieces.Total();
        }

        Assert.Equal(1000, pieces.Samples);
        Close.Assert(whole.Total(), pieces.Total(), Tolerance);
    }

    [Fact]
    public void LongSum_StaysWithinTheStatedBound()
    {
        // All terms positive and alike: plain float32 summation of 100,000 of them would be off by up to 6e-3.
        const int samples = 100_000;
        var x = Enumerable.Repeat(1.1f, samples).ToArray();
        var accumulator = new GramAccumulator(1, intercept: true);
        accumulator.Add(x, samples);
        Assert.Equal(samples * (double)1.1f * 1.1f, accumulator.Total()[0, 0], samples * 1.21 * Tolerance);
        Assert.Equal(samples * (double)1.1f, accumulator.Total()[0, 1], 1e-6);
    }

    [Theory]
    [InlineData(257, 129)]
    [InlineData(600, 577)]
    public void Bits_AreThoseOfOneThreadAndEveryWidth(int samples, int features)
    {
        var x = Some.Floats(samples * features, 1);
        var reference = Gram(x, samples, features, threads: 1);
        Close.Same(reference, Gram(x, samples, features, threads: 2));
        Close.Same(reference, Gram(x, samples, features, threads: 2));
        foreach (var width in Enum.GetValues<VectorWidth>())
        {
            var target = new Matrix(features, features);
            var lanes = new Operand<float>(x, 0, 1, features);
            Product.Add(target.Whole, 1, lanes, lanes, samples, ProductShape.LowerTarget, width);
            Symmetric.Mirror(target);
            Close.Same(reference, target);
        }
    }

    [Fact]
    public void Rejects_BatchOfAnotherShape() => Assert.Throws<ArgumentException>(() => new GramAccumulator(3).Add(new float[7], 2));

    private static Matrix Gram(float[] x, int samples, int features, int threads)
    {
        using var limit = Workers.AtMost(threads);
        var accumulator = new GramAccumulator(features);
        accumulator.Add(x, samples);
        return accumulator.Total();
    }

    private sealed class LayerSums(int features, int outputs)
    {
        public GramAccumulator Gram { get; } = new(features, intercept: true);

        public CrossAccumulator Cross { get; } = new(features, outputs, intercept: true);
    }
}
