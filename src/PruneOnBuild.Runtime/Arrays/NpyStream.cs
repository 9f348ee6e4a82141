using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Samples;

namespace PruneOnBuild.Runtime.Arrays;

/// <summary>
/// The samples of an array that is too large to be held, read from its file batch by batch. Reading on is cheap; going back begins anew.
/// </summary>
/// <param name="open">Opens the array at its first byte.</param>
internal sealed class NpyStream(Func<Stream> open, NpyHeader header, TensorElementType type, string name, SourceLocation file) : IStoredSamples
{
    private const int SkipBytes = 1 << 16;

    private Stream? _stream;
    private int _next;

    public string Name => name;

    public int Count => (int)header.Dims[0];

    public TensorElementType ElementType => type;

    public ImmutableArray<long>? SampleDims => header.Dims[1..];

    public bool ArePictures => false;

    private long SampleBytes => header.Dims[1..].Aggregate((long)ElementTypes.Size(type), (product, dim) => product * dim);

    public SourceLocation PlaceOf(int sample) => file;

    public Tensor Read(int start, int count)
    {
        try
        {
            MoveTo(start);
            var samples = NpyArray.Values(_stream!, header with { Dims = header.Dims.SetItem(0, count) }, type);
            FiniteCheck.Require(samples, name, file, start);
            _next = start + count;
            if (_next == Count)
                Close();
            return samples;
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or IOException)
        {
            Close();
            throw NpyArray.Unreadable(file, name, error);
        }
    }

    private void MoveTo(int start)
    {
        if (_stream is null || start < _next)
        {
            Close();
            _stream = open();
            NpyHeader.Read(_stream);
            _next = 0;
        }

        var skipped = (start - _next) * SampleBytes;
        if (_stream.CanSeek)
        {
            _stream.Seek(skipped, SeekOrigin.Current);
            return;
        }

        var scratch = new byte[Math.Min(skipped, SkipBytes)];
        for (; skipped > 0; skipped -= Math.Min(skipped, scratch.Length))
            _stream.ReadExactly(scratch, 0, (int)Math.Min(skipped, scratch.Length));
    }

    private void Close()
    {
        _stream?.Dispose();
        _stream = null;
    }
}
