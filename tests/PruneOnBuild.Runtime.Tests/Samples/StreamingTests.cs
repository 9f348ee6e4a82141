using System.Globalization;
using System.IO.Compression;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Runtime.Arrays;
using PruneOnBuild.Runtime.Samples;
using static PruneOnBuild.Runtime.Tests.Samples.FormatFolder;

namespace PruneOnBuild.Runtime.Tests.Samples;

/// <summary>
/// Sets that are larger than what may be held are read batch by batch, with the same samples in the same order. Alone, because the memory of
/// the whole process is measured.
/// </summary>
[Collection(Alone.Name)]
public sealed class StreamingTests : IDisposable
{
    private const int Length = 1 << 20;
    private const int Samples = 320;
    private const long Budget = NpyArray.MostBytesHeld + KeptFeeds.MostBytes + (32 << 20);

    private readonly FormatFolder _folder = new();
    private long _before;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("d.npy")]
    [InlineData("d.npz")]
    public void ArrayOfTwiceTheBudget_IsReadInOrder_AndBack(string name)
    {
        Assert.True(2 * Budget <= (long)Samples * Length);
        WriteArray(name);
        _before = GC.GetTotalMemory(forceFullCollection: true);

        var set = _folder.Read(name, Settings(), new TensorSpec("x", TensorElementType.UInt8, -1, Length));

        Assert.Equal(Samples, set.Count);
        foreach (var batch in set.Batches(16))
        {
            for (var row = 0; row < batch.Count; row++)
                Assert.Equal((byte)((batch.Start + row) * 31), batch.Feeds["x"].Values<byte>()[row * Length + 5]);
            RequireBudget(Budget);
        }

        foreach (var start in new[] { 200, 3, 319 })
            Assert.Equal((byte)(start * 31), set.Batch(start, 1).Feeds["x"].Values<byte>()[5]);
    }

    [Fact]
    public void Table_IsNeverHeld()
    {
        const int Columns = 200, Rows = 60_000;
        const long Most = 16 << 20;
        using (var text = new StreamWriter(_folder["d.csv"]))
        {
            text.WriteLine(string.Join(',', Enumerable.Range(0, Columns).Select(column => $"c{column}")));
            for (var row = 0; row < Rows; row++)
                text.WriteLine(string.Join(',', Enumerable.Repeat((row % 1000).ToString(CultureInfo.InvariantCulture), Columns)));
        }

        Assert.True(2 * Most < new FileInfo(_folder["d.csv"]).Length);
        _before = GC.GetTotalMemory(forceFullCollection: true);
        var set = _folder.Read("d.csv", Settings(), Floats("x", -1, Columns));

        Assert.Equal(Rows, set.Count);
        for (var start = 0; start < Rows; start += 1000)
        {
            Assert.Equal(999f, set.Batch(start + 999, 1).Feeds["x"].Values<float>()[^1]);
            RequireBudget(Most);
        }
    }

    private void RequireBudget(long most) => Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - _before, long.MinValue, most);

    private void WriteArray(string name)
    {
        using var file = File.Create(_folder[name]);
        if (name == "d.npy")
        {
            Fill(file);
            return;
        }

        using var archive = new ZipArchive(file, ZipArchiveMode.Create);
        using var member = archive.CreateEntry("x.npy", CompressionLevel.Fastest).Open();
        Fill(member);
    }

    private static void Fill(Stream stream)
    {
        stream.Write(Npy.Of("|u1", Array.Empty<byte>(), Samples, Length));
        var sample = new byte[Length];
        for (var index = 0; index < Samples; index++)
        {
            sample[5] = (byte)(index * 31);
            stream.Write(sample);
        }
    }
}
