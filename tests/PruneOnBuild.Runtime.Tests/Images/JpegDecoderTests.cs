using PruneOnBuild.Runtime.Images;

namespace PruneOnBuild.Runtime.Tests.Images;

public class JpegDecoderTests
{
    [Theory]
    [InlineData("baseline444")]
    [InlineData("baseline422")]
    [InlineData("baseline420")]
    [InlineData("tall")]
    [InlineData("quarter")]
    [InlineData("optimized")]
    [InlineData("restarts")]
    [InlineData("progressive420")]
    [InlineData("progressive444")]
    [InlineData("restarts_progressive")]
    [InlineData("gray")]
    [InlineData("single")]
    [InlineData("turned")]
    public void Pixels_AreThoseOfLibjpeg(string name)
    {
        var expected = Fixture.Pixels(name);

        var picture = PictureFile.Decode(Fixture.Bytes($"{name}.jpg"));

        Assert.Equal((expected.Width, expected.Height), (picture.Width, picture.Height));
        Assert.Equal(expected.Rgb, picture.Rgb);
    }

    [Theory]
    [InlineData("baseline420")]
    [InlineData("progressive444")]
    public void CutAnywhere_IsRefused(string name)
    {
        var file = Fixture.Bytes($"{name}.jpg");
        for (var length = 3; length < file.Length - 2; length += 7)
            Assert.Throws<InvalidDataException>(() => PictureFile.Decode(file[..length]));
    }
}
