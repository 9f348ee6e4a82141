using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Samples;

namespace PruneOnBuild.Runtime.Arrays;

/// <summary>Reads the values of one .npy array: bool, integers and floats, either byte order, C or Fortran order.</summary>
internal static class NpyArray
{
    /// <summary>Arrays up to here are held in memory; larger ones are read batch by batch.</summary>
    public const long MostBytesHeld = 64 << 20;

    /// <param name="length">Bytes of the whole array with its header.</param>
    /// <exception cref="PruneOnBuildException">The array is broken, cut short, too large or of a dtype that is not read.</exception>
    public static Tensor Read(Stream stream, long length, string array, SourceLocation file)
    {
        try
        {
            var (header, type, bytes) = Header(stream, length, array, file);
            if (bytes > int.MaxValue)
                throw RuntimeErrors.TooLarge(file, array, bytes);
            return Values(stream, header, type);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or IOException)
        {
            throw Unreadable(file, array, error);
        }
    }

    /// <summary>The array's samples, along axis 0.</summary>
    /// <param name="open">Opens the array at its first byte.</param>
    /// <param name="length">Bytes of the whole array with its header.</param>
    /// <exception cref="PruneOnBuildException">As for <see cref="Read"/>, or it holds no samples.</exception>
    public static IStoredSamples Samples(Func<Stream> open, long length, string array, SourceLocation file)
    {
        try
        {
            using var stream = open();
            var (header, type, bytes) = Header(stream, length, array, file);
            if (header.Dims.IsEmpty || bytes == 0)
                throw RuntimeErrors.NoSamples(file, array);
            // In Fortran order a sample is spread over the whole array.
            var perSample = bytes / header.Dims[0];
            if (bytes > MostBytesHeld && !header.FortranOrder && perSample <= MostBytesHeld && header.Dims[0] <= int.MaxValue)
                return new NpyStream(open, header, type, array, file);
            if (bytes > int.MaxValue)
                throw RuntimeErrors.TooLarge(file, array, bytes);
            var all = Values(stream, header, type);
            FiniteCheck.Require(all, array, file);
            return new TensorSamples(array, all, file);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or IOException)
        {
            throw Unreadable(file, array, error);
        }
    }

    public static Tensor Values(Stream stream, NpyHeader header, TensorElementType type)
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

    public static PruneOnBuildException Unreadable(SourceLocation file, string array, Exception error) => RuntimeErrors.DataUnreadable(
        file, error is EndOfStreamException ? $"array '{array}' ends too early" : error.Message.TrimEnd('.'), error);

    private static (NpyHeader Header, TensorElementType Type, long Bytes) Header(
        Stream stream, long length, string array, SourceLocation file)
    {
        var header = NpyHeader.Read(stream);
        if (ElementType(header.Dtype) is not { } type)
            throw RuntimeErrors.DtypeUnsupported(file, array, header.Dtype);
        var bytes = ByteCount(header, ElementTypes.Size(type));
        if (bytes > length - header.Bytes)
            throw new InvalidDataException($"array '{array}' should have {bytes} bytes of values, but {length - header.Bytes} are there");
        return (header, type, bytes);
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
