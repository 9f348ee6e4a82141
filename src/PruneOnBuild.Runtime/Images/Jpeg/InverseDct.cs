namespace PruneOnBuild.Runtime.Images.Jpeg;

/// <summary>
/// The inverse discrete cosine transform of a block in 13-bit fixed point, with the factorization of Loeffler, Ligtenberg and Moschytz (1989,
/// "Practical fast 1-D DCT algorithms with 11 multiplications"): the arithmetic of common decoders' accurate integer method.
/// </summary>
internal static class InverseDct
{
    private const int Bits = 13;
    private const int PassBits = 2;

    /// <param name="coefficients">64, in the order of the image.</param>
    /// <param name="samples">Takes 8 rows of 8 samples, <paramref name="stride"/> apart, 0 to 255.</param>
    public static void Apply(ReadOnlySpan<short> coefficients, ReadOnlySpan<ushort> steps, Span<byte> samples, int stride)
    {
        Span<int> work = stackalloc int[JpegComponent.BlockSize];
        for (var index = 0; index < work.Length; index++)
            work[index] = coefficients[index] * steps[index];
        for (var column = 0; column < 8; column++)
            Transform(work[column..], 8, Bits - PassBits);
        for (var row = 0; row < 8; row++)
        {
            var line = work.Slice(row * 8, 8);
            Transform(line, 1, Bits + PassBits + 3);
            for (var column = 0; column < 8; column++)
                samples[row * stride + column] = (byte)Math.Clamp(line[column] + 128, 0, 255);
        }
    }

    private static void Transform(Span<int> v, int step, int shift)
    {
        var evenSum = (v[2 * step] + v[6 * step]) * Fixed(0.541196100);
        var even2 = evenSum - v[6 * step] * Fixed(1.847759065);
        var even3 = evenSum + v[2 * step] * Fixed(0.765366865);
        var even0 = (v[0] + v[4 * step]) << Bits;
        var even1 = (v[0] - v[4 * step]) << Bits;
        var (a, b, c, d) = (even0 + even3, even1 + even2, even1 - even2, even0 - even3);

        var (o0, o1, o2, o3) = (v[7 * step], v[5 * step], v[3 * step], v[step]);
        var z5 = (o0 + o2 + o1 + o3) * Fixed(1.175875602);
        var z1 = (o0 + o3) * -Fixed(0.899976223);
        var z2 = (o1 + o2) * -Fixed(2.562915447);
        var z3 = (o0 + o2) * -Fixed(1.961570560) + z5;
        var z4 = (o1 + o3) * -Fixed(0.390180644) + z5;
        o0 = o0 * Fixed(0.298631336) + z1 + z3;
        o1 = o1 * Fixed(2.053119869) + z2 + z4;
        o2 = o2 * Fixed(3.072711026) + z2 + z3;
        o3 = o3 * Fixed(1.501321110) + z1 + z4;

        var half = 1 << (shift - 1);
        v[0] = (a + o3 + half) >> shift;
        v[7 * step] = (a - o3 + half) >> shift;
        v[step] = (b + o2 + half) >> shift;
        v[6 * step] = (b - o2 + half) >> shift;
        v[2 * step] = (c + o1 + half) >> shift;
        v[5 * step] = (c - o1 + half) >> shift;
        v[3 * step] = (d + o0 + half) >> shift;
        v[4 * step] = (d - o0 + half) >> shift;
    }

    private static int Fixed(double factor) => (int)(factor * (1 << Bits) + 0.5);
}
