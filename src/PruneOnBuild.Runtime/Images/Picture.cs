namespace PruneOnBuild.Runtime.Images;

/// <summary>An image as 8-bit RGB: rows from the top, pixels from the left, three bytes each.</summary>
internal sealed record Picture(int Width, int Height, byte[] Rgb)
{
    public const int Channels = 3;
}
