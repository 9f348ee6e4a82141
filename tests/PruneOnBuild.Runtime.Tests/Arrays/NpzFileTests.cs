using System.IO.Compression;
using PruneOnBuild.Runtime.Arrays;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Runtime.Tests.Arrays;

public sealed class NpzFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Reads_StoredAndDeflatedArrays(CompressionLevel level)
    {
        var path = Npy.Zip(_folder.File("a.npz"), level, ("x", Npy.Of("<f4", [1f, 2f], 2, 1)), ("labels", Npy.Of("<i8", [3L, 4L], 2)));

        using var file = new NpzFile(path);

        Assert.Equal(["x", "labels"], file.Names);
        Assert.Equal([1f, 2f], file.Read("x").Values<float>().ToArray());
        Assert.Equal([3L, 4L], file.Read("labels").Values<long>().ToArray());
    }

    [Fact]
    public void Reads_OnlyTheArraysAskedFor()
    {
        var path = Npy.Zip(_folder.File("a.npz"), ("x", Npy.Of("<f4", [1f], 1)), ("names", Npy.Bytes("<U4", new byte[16], [1])));

        using var file = new NpzFile(path);

        Assert.Equal([1f], file.Read("x").Values<float>().ToArray());
    }

    [Fact]
    public void Refuses_ATruncatedArchive()
    {
        var path = Npy.Zip(_folder.File("a.npz"), ("x", Npy.Of("<f4", new float[1000], 1000)));
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);

        var fault = Faults.One("POB5102", () => new NpzFile(path));

        Assert.Equal(path, fault.Location.File);
    }
}
