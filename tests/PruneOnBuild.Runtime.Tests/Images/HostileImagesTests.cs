using PruneOnBuild.Runtime.Images;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Runtime.Tests.Images;

/// <summary>Damaged files decode to some picture or are refused in one way; nothing else happens.</summary>
public class HostileImagesTests
{
    private const long MostBytes = 16 << 20;

    [Theory]
    [InlineData("baseline420.jpg", 4000)]
    [InlineData("progressive420.jpg", 4000)]
    [InlineData("restarts.jpg", 2000)]
    [InlineData("turned.jpg", 2000)]
    [InlineData("source.png", 2000)]
    public void FlippedBytes_DecodeOrAreRefused(string name, int times)
    {
        var whole = Fixture.Bytes(name);
        var random = new Random(20260311);
        var refused = 0;
        for (var time = 0; time < times; time++)
        {
            var file = (byte[])whole.Clone();
            for (var flip = random.Next(1, 6); flip > 0; flip--)
                file[random.Next(file.Length)] = (byte)random.Next(256);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var picture = PictureFile.Decode(file);
                Assert.Equal(picture.Width * picture.Height * 3, picture.Rgb.Length);
            }
            catch (InvalidDataException)
            {
                refused++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        }

        Assert.InRange(refused, 1, times);
    }

    [Theory]
    [InlineData("baseline420.jpg", 40_000, 40_000, "at most 50000000 are read")]
    [InlineData("progressive420.jpg", 7000, 7000, "too few bytes for its size")]
    public void SizeThatAJpegOnlyClaims_TakesNoMemory(string name, int width, int height, string words)
    {
        var file = Fixture.Bytes(name);
        var frame = Enumerable.Range(0, file.Length - 1).First(at => file[at] == 0xFF && (file[at + 1] is 0xC0 or 0xC2));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), (ushort)height);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), (ushort)width);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refused = Assert.Throws<InvalidDataException>(() => PictureFile.Decode(file));

        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Theory]
    [InlineData(new byte[0], "neither PNG nor JPEG")]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF }, "ends too early")]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xD9 }, "its pixels are missing")]
    public void NoImage_IsOneErrorAtTheFile(byte[] bytes, string words)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("x.png"), bytes);

        var fault = Faults.One("POB5133", () => PictureFile.Read(folder.File("x.png")));

        Assert.Equal(folder.File("x.png"), fault.Location.File);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }
}
