using System.IO.Compression;

namespace PruneOnBuild.Gates.Size;

/// <summary>Bytes of files, as they are and deflated.</summary>
public static class SizeMeter
{
    /// <param name="files">All files of a model: the .onnx and its external data.</param>
    public static long Bytes(IEnumerable<string> files) => files.Sum(file => new FileInfo(file).Length);

    /// <summary>Deflated at the level that .nupkg files use.</summary>
    public static long ZippedBytes(IEnumerable<string> files) => files.Sum(file =>
    {
        using var counter = new ByteCounter();
        using (var deflate = new DeflateStream(counter, CompressionLevel.Optimal, leaveOpen: true))
        using (var stream = File.OpenRead(file))
            stream.CopyTo(deflate);
        return counter.Length;
    });
}
