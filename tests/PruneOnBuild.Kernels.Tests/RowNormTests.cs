namespace PruneOnBuild.Kernels.Tests;

public sealed unsafe class RowNormTests
{
    [Fact]
    public void RandomRows_EqualThePlainFormula()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            int width = random.Next(1, seed % 2 == 0 ? 20 : 300), rows = random.Next(1, 40);
            // Far from 0, where a variance taken from squares would be lost.
            float[] x = [.. Some.Floats(random, (long)rows * width).Select(value => value + 50 * (seed % 3))];
            float[] scale = Some.Floats(random, width), shift = seed % 4 == 0 ? [] : Some.Floats(random, width);
            var expected = Expected(x, scale, shift);
            using var norm = new RowNorm(scale, shift, 1e-5f);
            foreach (IWorkers workers in new IWorkers[] { CallingThread.Only, new TestWorkers(3, threaded: false) })
            {
                using var values = new GuardedFloats(x.Length, atEnd: true);
                x.CopyTo(values.Span);

                norm.Run(values.Pointer, rows, workers);

                // Rounding of the values themselves, in units of their spread.
                for (int i = 0; i < x.Length; i++)
                    Assert.True(Math.Abs(values.Span[i] - expected[i]) < 1e-3, $"seed {seed}: {values.Span[i]} is not {expected[i]}");
            }
        }
    }

    [Fact]
    public void ScaleAndShiftOfDifferentLengths_AreRefused() => Assert.Throws<ArgumentException>(() => new RowNorm([1, 1], [0], 1e-5f));

    private static double[] Expected(float[] x, float[] scale, float[] shift)
    {
        int width = scale.Length;
        return
        [
            .. x.Chunk(width).SelectMany(row =>
            {
                double mean = row.Average(value => (double)value), variance = row.Average(value => (value - mean) * (value - mean));
                return row.Select((value, i) => (value - mean) / Math.Sqrt(variance + 1e-5) * scale[i] + (shift.Length > 0 ? shift[i] : 0));
            }),
        ];
    }
}
