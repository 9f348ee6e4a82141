using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Preprocessing;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>The stored samples of one model input and the way from there to what the input reads.</summary>
internal sealed class InputSamples
{
    private readonly TensorSpec _input;
    private readonly IStoredSamples _stored;
    private readonly ImmutableArray<Located<PreprocessStep>> _steps;
    private readonly InputShape _shape;

    private (ImmutableArray<long> Dims, Preprocessor Preprocessor)? _fitted;

    /// <param name="shape">How samples of the first one's shape go into the input.</param>
    public InputSamples(TensorSpec input, IStoredSamples stored, ImmutableArray<Located<PreprocessStep>> steps, InputShape shape) =>
        (_input, _stored, _steps, _shape) = (input, stored, steps, shape);

    /// <summary>Name of the model's input.</summary>
    public string Name => _input.Name;

    /// <summary>Whether samples are fed one by one, because they differ in shape and the model takes them so.</summary>
    public bool AreFedAlone => _stored.SampleDims is null && _input.Dims.Skip(_shape.HasBatchAxis ? 1 : 0).Any(dim => dim < 0);

    public static InputSamples Plain(string input, Tensor samples) => new(
        new TensorSpec(input, samples.ElementType, [-1, .. samples.Dims[1..]]),
        new TensorSamples(input, samples, new SourceLocation(input)),
        [],
        new InputShape(samples.Dims[1..], HasBatchAxis: true, FixedBatch: null));

    /// <summary>
    /// Samples from <paramref name="start"/> on, preprocessed, as the input's element type; the last one is repeated up to
    /// <paramref name="rows"/>.
    /// </summary>
    public Tensor Rows(int start, int count, int rows)
    {
        var (samples, shape) = _stored.SampleDims is null ? EachAlone(start, count) : (Prepared(start, count).Samples, _shape);
        long[] dims = shape.HasBatchAxis ? [rows, .. shape.SampleDims] : [.. shape.SampleDims];
        if (samples.ElementType == TensorElementType.String)
            return Tensor.Of(Repeated(samples, count, rows), dims);
        return Tensor.Create(_input.ElementType, dims, bytes =>
        {
            var sampleBytes = bytes.Length / rows;
            Write(samples, start, count, bytes[..(count * sampleBytes)]);
            for (var row = count; row < rows; row++)
                bytes.Slice((count - 1) * sampleBytes, sampleBytes).CopyTo(bytes[(row * sampleBytes)..]);
        });
    }

    private (Tensor Samples, ImmutableArray<long> Dims) Prepared(int start, int count)
    {
        var stored = _stored.Read(start, count);
        if (_steps.IsEmpty)
            return (stored, stored.Dims[1..]);
        var preprocessor = Fitted(stored.Dims[1..]);
        var values = new float[stored.Length];
        Conversion.ToFloats(stored, 0, values);
        values = preprocessor.Apply(values, count);
        return (Tensor.Of(values, values.Length), preprocessor.Dims);
    }

    private (Tensor Samples, InputShape Shape) EachAlone(int start, int count)
    {
        var parts = new List<Tensor>(count);
        var shape = _shape;
        for (var sample = start; sample < start + count; sample++)
        {
            var (samples, dims) = Prepared(sample, 1);
            shape = InputShape.Fit(dims, _input);
            if (shape is null || (!AreFedAlone && !shape.SampleDims.SequenceEqual(_shape.SampleDims)))
                throw RuntimeErrors.SampleDiffers(_stored.PlaceOf(sample), sample, dims, _input);
            parts.Add(samples);
        }

        return parts is [var only]
            ? (only, shape)
            : (Tensor.Of(parts.SelectMany(part => part.Floats().ToArray()).ToArray(), parts.Sum(part => (long)part.Length)), shape);
    }

    private Preprocessor Fitted(ImmutableArray<long> dims)
    {
        if (_fitted is not { } fitted || !fitted.Dims.SequenceEqual(dims))
            _fitted = fitted = (dims, Preprocessor.Fit(_steps, dims, _stored.ArePictures, _stored.ElementType == TensorElementType.UInt8));
        return fitted.Preprocessor;
    }

    private void Write(Tensor samples, int start, int count, Span<byte> bytes)
    {
        if (samples.ElementType == _input.ElementType)
        {
            samples.Bytes.CopyTo(bytes);
        }
        else if (_input.ElementType == TensorElementType.Float)
        {
            Conversion.ToFloats(samples, 0, System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes));
        }
        else
        {
            var size = ElementTypes.Size(_input.ElementType);
            for (var index = 0; index < samples.Length; index++)
            {
                var value = Conversion.At(samples, index);
                if (!Conversion.TryWrite(value, _input.ElementType, bytes.Slice(index * size, size)))
                    throw RuntimeErrors.ValueDoesNotFit(
                        _stored.PlaceOf(start), _stored.Name, start + index / (samples.Length / count), value, Name, _input.ElementType);
            }
        }
    }

    private static string[] Repeated(Tensor samples, int count, int rows)
    {
        var length = samples.Length / count;
        return [.. Enumerable.Range(0, rows).SelectMany(row =>
            samples.Values<string>().Slice(Math.Min(row, count - 1) * length, length).ToArray())];
    }
}
