using System.Buffers.Binary;
using System.Numerics;
using PruneOnBuild.Kernels.Storage;

namespace PruneOnBuild.Kernels.OnnxRuntime.Tests.Storage;

public class SparseWeightsCodecTests
{
    private static readonly double[] s_shares = [0, 0.01, 0.3, 0.5, 0.7, 0.875, 0.9, 0.95, 0.99, 0.999, 0.9999, 1];

    [Fact]
    public void WhatWasEncoded_IsDecodedEqual_AtEverySparsityAndBlock()
    {
        int seed = 1;
        foreach (var (rows, columns) in new[] { (1, 1), (7, 13), (64, 64), (33, 300), (1, 5000), (200, 3) })
            foreach (int blockRows in new[] { 1, 2, 3, 4, 8, 16, 40 })
                foreach (double zeros in s_shares)
                {
                    var weights = RandomWeights.Sparse(rows, columns, blockRows, zeros, seed++);

                    var packed = SparseWeightsCodec.Encode(weights);

                    Assert.Equal(RandomWeights.Text(weights), RandomWeights.Text(SparseWeightsCodec.Decode(packed)));
                    Assert.Equal(packed, SparseWeightsCodec.Encode(SparseWeightsCodec.Decode(packed)));
                }
    }

    [Fact]
    public void EmptyMatrices_ComeBack()
    {
        foreach (var (rows, columns) in new[] { (0, 0), (0, 5), (5, 0), (4, 4) })
            Assert.Equal((rows, columns, 0), Sizes(SparseWeightsCodec.Decode(
                SparseWeightsCodec.Encode(SparseWeights.FromDense(new float[rows * columns], rows, columns)))));

        static (int, int, int) Sizes(SparseWeights weights) => (weights.Rows, weights.Columns, weights.Indices.Length);
    }

    [Fact]
    public void Fp16_RoundsEachValueToTheNearest_AndKeepsTheirPlaces()
    {
        var weights = RandomWeights.Sparse(40, 100, 4, 0.8, seed: 3);

        var decoded = SparseWeightsCodec.Decode(SparseWeightsCodec.Encode(weights, StoredType.Fp16));

        Assert.Equal(weights.Indices, decoded.Indices);
        Assert.Equal(weights.Starts, decoded.Starts);
        Assert.Equal(weights.Values.Select(value => (float)(Half)value), decoded.Values);
    }

    [Theory]
    [InlineData(1e6f, 65504f)]
    [InlineData(-1e6f, -65504f)]
    [InlineData(65519f, 65504f)]
    [InlineData(1e-9f, 0f)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    public void Fp16_TurnsNoFiniteValueInfinite(float value, float stored) =>
        Assert.Equal([stored], SparseWeightsCodec.Decode(SparseWeightsCodec.Encode(SparseWeights.FromDense([value], 1, 1), StoredType.Fp16)).Values);

    [Theory]
    [InlineData(StoredType.Fp32, 12)]
    [InlineData(StoredType.Fp16, 17)]
    public void At95PercentZeros_UnstructuredWeightsAreManyTimesSmaller(StoredType type, int times)
    {
        const int Rows = 512, Columns = 1024;

        var packed = SparseWeightsCodec.Encode(RandomWeights.Sparse(Rows, Columns, 1, 0.95, seed: 5), type);

        double ratio = (double)Rows * Columns * sizeof(float) / packed.Length;
        Assert.True(ratio >= times, $"{ratio:0.0} times smaller");
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(0.9999)]
    public void EveryChangedByteAndEveryCut_IsTheOneException(double zeros)
    {
        foreach (var type in Enum.GetValues<StoredType>())
        {
            var packed = SparseWeightsCodec.Encode(RandomWeights.Sparse(13, 400, 2, zeros, seed: 7), type);
            for (int at = 0; at < packed.Length; at++)
            {
                var changed = packed.ToArray();
                changed[at] ^= (byte)(1 << (at % 8));
                Assert.Throws<InvalidDataException>(() => SparseWeightsCodec.Decode(changed));
                Assert.Throws<InvalidDataException>(() => SparseWeightsCodec.Decode(packed.AsSpan(0, at)));
            }
            Assert.Throws<InvalidDataException>(() => SparseWeightsCodec.Decode([.. packed, 0]));
        }
    }

    // Whoever forges the checksum too still gets a matrix or that exception, nothing else.
    [Fact]
    public void ForgedBytes_GiveAMatrixOrTheOneException()
    {
        var random = new Random(11);
        int refused = 0;
        for (int round = 0; round < 20_000; round++)
        {
            var packed = SparseWeightsCodec.Encode(
                RandomWeights.Sparse(1 + round % 9, 1 + round % 50, 1 + round % 3, round % 2 == 0 ? 0.5 : 0.98, round), (StoredType)(round % 2));
            for (int change = random.Next(1, 4); change > 0; change--)
                packed[random.Next(4, packed.Length)] = (byte)(random.Next(3) == 0 ? 255 : random.Next(256));
            Forge(packed);
            try
            {
                var weights = SparseWeightsCodec.Decode(packed);
                Assert.Equal(weights.Indices.Length * weights.BlockRows, weights.Values.Length);
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith("The packed weights are damaged: ", error.Message, StringComparison.Ordinal);
                refused++;
            }
        }
        Assert.InRange(refused, 5_000, 19_999);
    }

    [Fact]
    public void TooLargeAMatrix_IsRefused() =>
        Assert.Throws<ArgumentException>(() => SparseWeightsCodec.Encode(SparseWeights.FromBlocks(1, (1 << 24) + 1, 1, [0, 0], [], [])));

    private static void Forge(Span<byte> packed)
    {
        uint sum = uint.MaxValue;
        for (int at = 0; at < packed.Length; at++)
            if (at is < 28 or >= 32)
                sum = BitOperations.Crc32C(sum, packed[at]);
        BinaryPrimitives.WriteUInt32LittleEndian(packed[28..], ~sum);
    }
}
