using System.IO.Compression;
using System.Runtime.InteropServices;
using PruneOnBuild.Graph.Files;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Structure;
using PruneOnBuild.Graph.Tensors;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph;

/// <summary>How large a model is, as written.</summary>
/// <param name="FileBytes">Bytes of the model file and of its external data files.</param>
/// <param name="ZippedBytes">Bytes of the same files, each through Deflate at its optimal level: what a package or a download weighs.
/// Machines may differ by a few bytes in a thousand.</param>
/// <param name="Parameters">Numbers in weights: tensors of one or more dimensions, floating or of 8 bits and fewer, stored as
/// initializers or in Constant nodes, subgraphs included. Index and shape tensors (32 and 64 bit integers) and strings do not count.</param>
/// <param name="Zeros">How many of the parameters are zero (either sign; for quantised weights, code 0).</param>
public sealed record ModelSizes(long FileBytes, long ZippedBytes, long Parameters, long Zeros)
{
    /// <summary>Zeros over parameters, 0 to 1; 0 where there are no parameters.</summary>
    public double ZeroShare => Parameters == 0 ? 0 : (double)Zeros / Parameters;

    /// <summary>Reads the files of a model that lies at its <see cref="ModelGraph.Path"/>.</summary>
    public static ModelSizes Of(ModelGraph graph)
    {
        var files = ExternalFiles.Of(graph.Proto, graph.Path).Prepend(graph.Path).ToArray();
        var weights = ModelTensors.In(graph.Proto).Where(IsWeight).ToArray();
        try
        {
            return new ModelSizes(
                files.Sum(file => new FileInfo(file).Length),
                files.Sum(Zipped),
                weights.Sum(ElementCounts.ElementCount),
                weights.Sum(CountZeros));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ModelErrors.Unreadable(graph.Path, exception.Message);
        }
    }

    private static long Zipped(string file)
    {
        using var source = File.OpenRead(file);
        using var counter = new CountingStream();
        using (var deflate = new DeflateStream(counter, CompressionLevel.Optimal, leaveOpen: true)) source.CopyTo(deflate, 1 << 16);
        return counter.Position;
    }

    private static bool IsWeight(TensorProto tensor) =>
        tensor.Dims.Count > 0
        && (ElementTypes.IsFloat(tensor.ElementType()) || ElementTypes.Bits(tensor.ElementType()) is > 0 and <= 8)
        && tensor.ElementType() != DataType.Bool;

    private static long CountZeros(TensorProto tensor)
    {
        var bytes = TensorStorage.Bytes(tensor).Span;
        return ElementTypes.Bits(tensor.ElementType()) switch
        {
            64 => Count(MemoryMarshal.Cast<byte, double>(bytes), value => value == 0),
            32 => Count(MemoryMarshal.Cast<byte, float>(bytes), value => value == 0),
            16 => Count(MemoryMarshal.Cast<byte, ushort>(bytes), bits => (bits & 0x7FFF) == 0),
            8 => Count(bytes, code => code == 0),
            var packed => Count(PackedBits.Unpack(bytes, packed, tensor.ElementCount()).AsSpan(), code => code == 0),
        };
    }

    private static long Count<T>(ReadOnlySpan<T> values, Predicate<T> isZero)
    {
        long zeros = 0;
        foreach (var value in values)
        {
            if (isZero(value)) zeros++;
        }
        return zeros;
    }
}
