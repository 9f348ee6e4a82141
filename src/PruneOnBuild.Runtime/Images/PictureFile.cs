using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Images.Jpeg;
using PruneOnBuild.Runtime.Images.Png;

namespace PruneOnBuild.Runtime.Images;

/// <summary>Decodes image files, by what they hold and not by their names.</summary>
internal static class PictureFile
{
    /// <summary>More than cameras make; what a file claims is believed up to here.</summary>
    public const int MostPixels = 50_000_000;

    private const long MostBytes = 256 << 20;

    public static bool HasExtension(string path) => Path.GetExtension(path).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg";

    /// <exception cref="PruneOnBuildException">POB5133: the file is damaged, too large, or of a kind that is not read.</exception>
    public static Picture Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes)
                throw new InvalidDataException("it has more than 256 MiB");
            return Decode(File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw RuntimeErrors.ImageUnreadable(new SourceLocation(path), error);
        }
    }

    /// <exception cref="InvalidDataException">The bytes are no whole image of a kind that is read.</exception>
    public static Picture Decode(byte[] file) =>
        PngDecoder.Knows(file) ? PngDecoder.Decode(file)
        : JpegDecoder.Knows(file) ? JpegDecoder.Decode(file)
        : throw new InvalidDataException("it is neither PNG nor JPEG");

    /// <exception cref="InvalidDataException">There are no pixels, or too many.</exception>
    public static void RequireSize(long width, long height)
    {
        if (width < 1 || height < 1)
            throw new InvalidDataException("it has no pixels");
        if (width > MostPixels || height > MostPixels || width * height > MostPixels)
            throw new InvalidDataException($"it says that it has {width} x {height} pixels, and at most {MostPixels} are read");
    }
}
