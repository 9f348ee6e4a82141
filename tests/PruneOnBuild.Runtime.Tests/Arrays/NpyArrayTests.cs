using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Arrays;

namespace PruneOnBuild.Runtime.Tests.Arrays;

public class NpyArrayTests
{
    private static readonly SourceLocation s_file = new("data.npz");

    // 1, 2 and 200 (or -56, or true) as numpy lays them out.
    [Theory]
    [InlineData("|u1", TensorElementType.UInt8, "01 02 C8", new double[] { 1, 2, 200 })]
    [InlineData("|i1", TensorElementType.Int8, "01 02 C8", new double[] { 1, 2, -56 })]
    [InlineData("|b1", TensorElementType.Bool, "01 00 01", new double[] { 1, 0, 1 })]
    [InlineData("<u2", TensorElementType.UInt16, "0100 0200 C8FF", new double[] { 1, 2, 65480 })]
    [InlineData(">u2", TensorElementType.UInt16, "0001 0002 FFC8", new double[] { 1, 2, 65480 })]
    [InlineData("<i2", TensorElementType.Int16, "0100 0200 C8FF", new double[] { 1, 2, -56 })]
    [InlineData("<u4", TensorElementType.UInt32, "01000000 02000000 C8FFFFFF", new double[] { 1, 2, 4294967240 })]
    [InlineData(">i4", TensorElementType.Int32, "00000001 00000002 FFFFFFC8", new double[] { 1, 2, -56 })]
    [InlineData("<i8", TensorElementType.Int64, "0100000000000000 0200000000000000 C8FFFFFFFFFFFFFF", new double[] { 1, 2, -56 })]
    [InlineData("<u8", TensorElementType.UInt64, "0100000000000000 0200000000000000 C800000000000000", new double[] { 1, 2, 200 })]
    [InlineData("<f2", TensorElementType.Float16, "003C 0040 405A", new double[] { 1, 2, 200 })]
    [InlineData("<f4", TensorElementType.Float, "0000803F 00000040 00004843", new double[] { 1, 2, 200 })]
    [InlineData(">f4", TensorElementType.Float, "3F800000 40000000 43480000", new double[] { 1, 2, 200 })]
    [InlineData(">f8", TensorElementType.Double, "3FF0000000000000 4000000000000000 4069000000000000", new double[] { 1, 2, 200 })]
    public void Reads_EveryDtype_InItsByteOrder(string dtype, TensorElementType type, string hex, double[] expected)
    {
        var tensor = Read(Npy.Bytes(dtype, Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), [3]));

        Assert.Equal(type, tensor.ElementType);
        Assert.Equal([3L], tensor.Dims.ToArray());
        Assert.Equal(expected, Enumerable.Range(0, 3).Select(index => Conversion.At(tensor, index)));
    }

    [Fact]
    public void Reads_FortranOrder_AsRowMajor()
    {
        // The element at [i, j, k] is 100 i + 10 j + k; Fortran order lets the first axis run fastest.
        var fortran = from k in Enumerable.Range(0, 4) from j in Enumerable.Range(0, 3) from i in Enumerable.Range(0, 2) select 100 * i + 10 * j + k;
        var expected = from i in Enumerable.Range(0, 2) from j in Enumerable.Range(0, 3) from k in Enumerable.Range(0, 4) select 100 * i + 10 * j + k;
        var bytes = fortran.SelectMany(BitConverter.GetBytes).ToArray();

        var tensor = Read(Npy.Bytes("<i4", bytes, [2, 3, 4], fortran: true));

        Assert.Equal(expected, tensor.Values<int>().ToArray());
    }

    [Fact]
    public void Reads_Version2Headers()
    {
        var tensor = Read(Npy.Bytes("|u1", [7, 8], [2, 1], version: 2));

        Assert.Equal("uint8[2,1]", tensor.ToString());
        Assert.Equal([7, 8], tensor.Values<byte>().ToArray());
    }

    [Theory]
    [InlineData("<U16")]
    [InlineData("|O")]
    [InlineData("<c8")]
    [InlineData("<M8[ns]")]
    [InlineData("<f16")]
    public void Refuses_OtherDtypes(string dtype)
    {
        var fault = Faults.One("POB5110", () => Read(Npy.Bytes(dtype, new byte[64], [1])));
        Assert.Contains($"'{dtype}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_RecordDtypes() => Faults.One("POB5110", () => Read(
        Npy.WithHeader("{'descr': [('x', '<f4'), ('y', '<i4')], 'fortran_order': False, 'shape': (1,), }", new byte[8])));

    [Fact]
    public void Refuses_ValuesThatEndTooEarly()
    {
        var whole = Npy.Of("<f4", new float[10], 10);
        var fault = Faults.One("POB5102", () => Read(whole[..^1]));
        Assert.Contains("40 bytes", fault.Message, StringComparison.Ordinal);
        Assert.Contains("39 are there", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(40)]
    public void Refuses_HeadersThatEndTooEarly(int length) =>
        Faults.One("POB5102", () => Read(Npy.Of("<f4", new float[10], 10)[..length]));

    [Fact]
    public void Refuses_WhatIsNoArray() => Faults.One("POB5102", () => Read(new byte[200]));

    [Theory]
    [InlineData("(99999999999, 99999999999)")]
    [InlineData("(4000000000,)")]
    [InlineData("(-1,)")]
    [InlineData("(x,)")]
    public void Refuses_ShapesThatNoFileHolds(string shape)
    {
        var bytes = Npy.WithHeader($"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}", new byte[8]);
        var exception = Assert.Throws<PruneOnBuildException>(() => Read(bytes));
        Assert.Matches("^POB51(02|19)$", Assert.Single(exception.Diagnostics).Code);
    }

    private static Tensor Read(byte[] bytes) => NpyArray.Read(new MemoryStream(bytes), bytes.Length, "x", s_file);
}
