using PruneOnBuild.Runtime.Images;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Runtime.Tests.Images;

/// <summary>Damaged files decode to some picture or are refused in one way; nothing else happens.</summary>
public class HostileImagesTests
{
    private const long MostBytes = 64 << 20;

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
