using System.Buffers.Binary;
using System.IO.Compression;
using PruneOnBuild.Runtime.Images;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Runtime.Tests.Images;

/// <summary>The drawn images beside this file, and the pixels that libjpeg and PIL make of them.</summary>
internal static class Fixture
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "PruneOnBuild.Runtime.Tests", "Images", "Fixtures");

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    public static Picture Pixels(string name)
    {
        using var packed = new MemoryStream(Bytes($"{name}.rgb"));
        using var stream = new ZLibStream(packed, CompressionMode.Decompress);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        var bytes = all.ToArray();
        return new Picture(
            BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4)), bytes[8..]);
    }
}
