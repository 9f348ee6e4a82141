using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Preprocessing;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>The stored samples of one model input and the way from there to what the input reads.</summary>
internal sealed record InputArray
{
    /// <summary>Name of the model's input.</summary>
    public required string Input { get; init; }

    /// <summary>Samples on axis 0.</summary>
    public required Tensor Stored { get; init; }

    /// <summary>Null: no step is applied.</summary>
    public Preprocessor? Preprocessor { get; init; }

    public required TensorElementType ElementType { get; init; }

    /// <summary>Dimensions of one sample as the input reads it, without the batch axis.</summary>
    public required ImmutableArray<long> SampleDims { get; init; }

    /// <summary>False where the model's input has no batch axis; then one sample is fed at a time.</summary>
    public bool HasBatchAxis { get; init; } = true;

    /// <summary>The data file and the array in it, for messages.</summary>
    public required SourceLocation Place { get; init; }

    public required string ArrayName { get; init; }

    public static InputArray Plain(string input, Tensor samples) => new()
    {
        Input = input,
        Stored = samples,
        ElementType = samples.ElementType,
        SampleDims = samples.Dims[1..],
        Place = new SourceLocation(input),
        ArrayName = input,
    };

    /// <summary>
    /// Samples from <paramref name="start"/> on, preprocessed, as the input's element type; the last one is repeated up to
    /// <paramref name="rows"/>.
    /// </summary>
    public Tensor Rows(int start, int count, int rows)
    {
        long[] dims = HasBatchAxis ? [rows, .. SampleDims] : [.. SampleDims];
        if (ElementType == TensorElementType.String)
            return Tensor.Of(Strings(start, count, rows), dims);
        var converted = Preprocessor is null ? null : Preprocessed(start, count);
        return Tensor.Create(ElementType, dims, bytes =>
        {
            var sampleBytes = bytes.Length / rows;
            Write(start, count, converted, bytes[..(count * sampleBytes)]);
            for (var row = count; row < rows; row++)
                bytes.Slice((count - 1) * sampleBytes, sampleBytes).CopyTo(bytes[(row * sampleBytes)..]);
        });
    }

    private int StoredLength => Stored.Length / (int)Stored.Dims[0];

    private Tensor Preprocessed(int start, int count)
    {
        var values = new float[count * StoredLength];
        Conversion.ToFloats(Stored, start * StoredLength, values);
        return Tensor.Of(Preprocessor!.Apply(values, count), values.Length);
    }

    private void Write(int start, int count, Tensor? converted, Span<byte> bytes)
    {
        var source = converted ?? Stored;
        var offset = converted is null ? start * StoredLength : 0;
        if (source.ElementType == ElementType)
        {
            var size = ElementTypes.Size(ElementType);
            source.Bytes.Slice(offset * size, bytes.Length).CopyTo(bytes);
        }
        else if (ElementType == TensorElementType.Float)
        {
            Conversion.ToFloats(source, offset, System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes));
        }
        else
        {
            var size = ElementTypes.Size(ElementType);
            for (var index = 0; index < count * StoredLength; index++)
            {
                var value = Conversion.At(source, offset + index);
                if (!Conversion.TryWrite(value, ElementType, bytes.Slice(index * size, size)))
                    throw RuntimeErrors.ValueDoesNotFit(Place, ArrayName, start + index / StoredLength, value, Input, ElementType);
            }
        }
    }

    private string[] Strings(int start, int count, int rows) =>
        [.. Enumerable.Range(0, rows).SelectMany(row =>
            Stored.Values<string>().Slice((start + Math.Min(row, count - 1)) * StoredLength, StoredLength).ToArray())];
}
