using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime.Arrays;

/// <summary>Reads the values of one .npy array: bool, integers and floats, either byte order, C or Fortran order.</summary>
internal static class NpyArray
{
    /// <param name="length">Bytes of the whole array with its header.</param>
    /// <exception cref="PruneOnBuildException">The array is broken, cut short, too large or of a dtype that is not read.</exception>
    public static Tensor Read(Stream stream, long length, string array, SourceLocation file)
    {
        try
        {
            var header = NpyHeader.Read(stream);
            if (ElementType(header.Dtype) is not { } type)
                throw RuntimeErrors.DtypeUnsupported(file, array, header.Dtype);
            var bytes = ByteCount(header, ElementTypes.Size(type));
            if (bytes > int.MaxValue)
                throw RuntimeErrors.TooLarge(file, array, bytes);
            if (bytes > length - header.Bytes)
                throw new InvalidDataException($"array '{array}' should have {bytes} bytes of values, but {length - header.Bytes} are there");
            return Values(stream, header, type);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or IOException)
        {
            throw RuntimeErrors.DataUnreadable(file, error is EndOfStreamException ? $"array '{array}' ends too early" : Reason(error), error);
        }
    }

    private static string Reason(Exception error) => error.Message.TrimEnd('.');

    private static Tensor Values(Stream stream, NpyHeader header, TensorElementType type)
    {
        var size = ElementTypes.Size(type);
        return Tensor.Create(type, header.Dims.AsSpan(), bytes =>
        {
            stream.ReadExactly(bytes);
            if (header.Dtype[0] == '>')
                ReverseEndianness(bytes, size);
            if (header.FortranOrder)
                ToRowMajor(bytes, header.Dims.AsSpan(), size);
        });
    }

    private static TensorElementType? ElementType(string dtype) => dtype.Length < 3 || !"<>|=".Contains(dtype[0]) ? null : dtype[1..] switch
    {
        "b1" => TensorElementType.Bool,
        "u1" => TensorElementType.UInt8,
        "i1" => TensorElementType.Int8,
        "u2" => TensorElementType.UInt16,
        "i2" => TensorElementType.Int16,
        "u4" => TensorElementType.UInt32,
        "i4" => TensorElementType.Int32,
        "u8" => TensorElementType.UInt64,
        "i8" => TensorElementType.Int64,
        "f2" => TensorElementType.Float16,
        "f4" => TensorElementType.Float,
        "f8" => TensorElementType.Double,
        _ => null,
    };

    private static long ByteCount(NpyHeader header, int size)
    {
        try
        {
            return header.Dims.Aggregate((long)size, (product, dim) => checked(product * dim));
        }
        catch (OverflowException)
        {
            return long.MaxValue;
        }
    }

    private static void ReverseEndianness(Span<byte> bytes, int size)
    {
        switch (size)
        {
            case 2:
                var shorts = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var ints = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 8:
                var longs = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }

    // Fortran order: the first axis runs fastest.
    private static void ToRowMajor(Span<byte> bytes, ReadOnlySpan<long> dims, int size)
    {
        var source = bytes.ToArray();
        var index = new long[dims.Length];
        for (var target = 0; target < bytes.Length; target += size)
        {
            var offset = 0L;
            for (var axis = dims.Length - 1; axis >= 0; axis--)
                offset = offset * dims[axis] + index[axis];
            source.AsSpan((int)offset * size, size).CopyTo(bytes[target..]);
            for (var axis = dims.Length - 1; axis >= 0 && ++index[axis] == dims[axis]; axis--)
                index[axis] = 0;
        }
    }
}
