using System.IO.Compression;
using System.Security.Cryptography;

namespace ObjectImages.Tests;

public class LabelledImagesTests
{
    /// <summary>The network was trained on these very drawings: a change of the generator must be meant.</summary>
    [Fact]
    public void FirstImagesOfASeed_AreTheseBytes()
    {
        var images = LabelledImages.Draw(count: 50, seed: 7);

        Assert.Equal("2FF0B672AB350E5C58E7B499A378B3A0623A20E85C44B02C5E7CEBE79D6006E2", Convert.ToHexString(SHA256.HashData(images.Pixels)));
    }

    [Fact]
    public void AnImage_DoesNotDependOnTheCount()
    {
        var few = LabelledImages.Draw(count: 13, seed: 3);
        var many = LabelledImages.Draw(count: 40, seed: 3);

        for (var i = 0; i < few.Count; i++)
            Assert.Equal(few[i], many[i]);
    }

    [Fact]
    public void AnotherSeed_DrawsOtherImages()
    {
        var one = LabelledImages.Draw(count: 20, seed: 1);
        var two = LabelledImages.Draw(count: 20, seed: 2);

        for (var i = 0; i < one.Count; i++)
            Assert.False(one[i].SequenceEqual(two[i]), $"Image {i} is the same for seeds 1 and 2.");
    }

    [Fact]
    public void Labels_GoRoundTheTenClasses()
    {
        var images = LabelledImages.Draw(count: 25, seed: 1);

        Assert.Equal(Enumerable.Range(0, 25).Select(i => (long)(i % 10)), images.Labels);
    }

    [Fact]
    public void SavedFile_IsAZipOfTwoNumpyArrays()
    {
        var images = LabelledImages.Draw(count: 3, seed: 5);
        var path = Path.Combine(Directory.CreateTempSubdirectory("object-images-").FullName, "three.npz");

        images.Save(path);

        using var zip = ZipFile.OpenRead(path);
        Assert.Equal(["images.npy", "labels.npy"], zip.Entries.Select(entry => entry.FullName));
        var pixels = Content(zip.Entries[0]);
        Assert.Contains("{'descr': '|u1', 'fortran_order': False, 'shape': (3, 32, 32, 3), }", Header(pixels), StringComparison.Ordinal);
        Assert.Equal(images.Pixels, pixels[^(3 * ImageSize.Bytes)..]);
        var labels = Content(zip.Entries[1]);
        Assert.Contains("{'descr': '<i8', 'fortran_order': False, 'shape': (3,), }", Header(labels), StringComparison.Ordinal);
        Assert.Equal(images.Labels, Enumerable.Range(0, 3).Select(i => BitConverter.ToInt64(labels, labels.Length - 24 + 8 * i)));
        Assert.Equal(["three.npz"], Directory.GetFiles(Path.GetDirectoryName(path)!).Select(Path.GetFileName));
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>The text between the length at byte 8 and the values, which begin on a multiple of 64.</summary>
    private static string Header(byte[] npy)
    {
        var length = BitConverter.ToUInt16(npy, 8);
        Assert.Equal(0, (10 + length) % 64);
        return System.Text.Encoding.ASCII.GetString(npy, 10, length);
    }
}
