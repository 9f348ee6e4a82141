using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace PruneOnBuild.Runtime;

/// <summary>Tells samples of different sets apart by what the model is fed, whatever file it came from.</summary>
public static class SampleHashes
{
    private const int BatchSize = 32;

    /// <summary>
    /// 128 bits of SHA-256 over each sample's feeds, in order; null where all values of a sample are the same (silence, blank images), which
    /// says nothing about where it came from. Reads the whole set, and so finds whatever is wrong with any sample.
    /// </summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">A sample cannot be read or does not fit.</exception>
    public static IReadOnlyList<UInt128?> Of(SampleSet set)
    {
        var hashes = new List<UInt128?>(set.Count);
        foreach (var batch in set.Batches(BatchSize))
            for (var row = 0; row < batch.Count; row++)
                hashes.Add(Of(batch, row));
        return hashes;
    }

    private static UInt128? Of(SampleBatch batch, int row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var isConstant = true;
        foreach (var (name, tensor) in batch.Feeds.OrderBy(feed => feed.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name} {tensor.ElementType} {tensor.Length / batch.Rows}\n"));
            isConstant &= tensor.ElementType == TensorElementType.String ? AddTexts(hash, tensor, batch, row) : AddBytes(hash, tensor, batch, row);
        }

        return isConstant ? null : BinaryPrimitives.ReadUInt128BigEndian(hash.GetHashAndReset());
    }

    private static bool AddTexts(IncrementalHash hash, Tensor tensor, SampleBatch batch, int row)
    {
        var length = tensor.Length / batch.Rows;
        foreach (var text in tensor.Values<string>().Slice(row * length, length))
            hash.AppendData(Encoding.UTF8.GetBytes($"{text.Length} {text}\n"));
        return false;
    }

    private static bool AddBytes(IncrementalHash hash, Tensor tensor, SampleBatch batch, int row)
    {
        var length = tensor.Bytes.Length / batch.Rows;
        var bytes = tensor.Bytes.Slice(row * length, length);
        hash.AppendData(bytes);
        // Each element equals the one before it where the bytes equal themselves, moved by one element.
        var size = ElementTypes.Size(tensor.ElementType);
        return bytes.Length > size && bytes[size..].SequenceEqual(bytes[..^size]);
    }
}
