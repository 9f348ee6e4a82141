using PruneOnBuild.Runtime.Images;

namespace PruneOnBuild.Runtime.Tests.Images;

public class PngDecoderTests
{
    private const int Width = 19;
    private const int Height = 13;

    public static TheoryData<int, int, bool> Kinds()
    {
        var kinds = new TheoryData<int, int, bool>();
        foreach (var interlaced in new[] { false, true })
            foreach (var (colour, depths) in new[] { (0, new[] { 1, 2, 4, 8, 16 }), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]) })
                foreach (var depth in depths)
                    kinds.Add(colour, depth, interlaced);
        return kinds;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryColourTypeAndDepth_GivesItsLevels(int colour, int depth, bool interlaced)
    {
        var palette = Enumerable.Range(0, 3 << depth).Select(index => (byte)(index * 37 + 11)).ToArray();
        int Value(int x, int y, int channel) => (x * 7 + y * 31 + channel * 101 + x * y * 257) & ((1 << depth) - 1);

        var picture = PictureFile.Decode(PngWriter.Write(Width, Height, depth, colour, interlaced, Value, colour == 3 ? palette : null));

        Assert.Equal((Width, Height), (picture.Width, picture.Height));
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
                for (var channel = 0; channel < 3; channel++)
                {
                    var value = Value(x, y, colour is 2 or 6 ? channel : 0);
                    var level = colour == 3 ? palette[value * 3 + channel]
                        : depth == 16 ? value >> 8
                        : value * 255 / ((1 << depth) - 1);
                    Assert.Equal(level, picture.Rgb[(y * Width + x) * 3 + channel]);
                }
    }

    [Fact]
    public void SinglePixel_Interlaced_IsRead() =>
        Assert.Equal([1, 2, 3], PictureFile.Decode(PngWriter.Write(1, 1, 8, 2, true, (_, _, channel) => channel + 1)).Rgb);

    [Fact]
    public void FileOfPil_GivesItsPixels() =>
        Assert.Equal(Fixture.Pixels("source").Rgb, PictureFile.Decode(Fixture.Bytes("source.png")).Rgb);

    [Fact]
    public void PixelOutsideThePalette_IsRefused() => Refused(
        PngWriter.Write(2, 2, 8, 3, false, (x, _, _) => x, [1, 2, 3]), "outside its palette");

    [Fact]
    public void WrongChecksum_IsRefused()
    {
        var file = PngWriter.Write(2, 2, 8, 2, false, (x, _, _) => x);
        file[20] ^= 1;
        Refused(file, "checksums");
    }

    [Theory]
    [InlineData(50_001, 1000, "50001 x 1000 pixels")]
    [InlineData(int.MaxValue, int.MaxValue, "at most 50000000 are read")]
    [InlineData(0, 5, "no pixels")]
    [InlineData(7000, 7000, "too few bytes for its size")]
    public void SizeThatAFileOnlyClaims_TakesNoMemory(int width, int height, string words)
    {
        using var file = new MemoryStream();
        file.Write(PngWriter.Write(1, 1, 8, 2, false, (_, _, _) => 0).AsSpan(0, 8));
        var header = new byte[13];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(header, width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        PngWriter.Chunk(file, "IHDR", header);
        PngWriter.Chunk(file, "IDAT", new byte[50]);
        PngWriter.Chunk(file, "IEND", []);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Refused(file.ToArray(), words);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    private static void Refused(byte[] file, string words) =>
        Assert.Contains(words, Assert.Throws<InvalidDataException>(() => PictureFile.Decode(file)).Message, StringComparison.Ordinal);
}
