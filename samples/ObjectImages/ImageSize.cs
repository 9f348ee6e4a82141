namespace ObjectImages;

/// <summary>Images are square, three bytes (red, green, blue) to a pixel, rows from the top.</summary>
public static class ImageSize
{
    /// <summary>Height and width in pixels.</summary>
    public const int Side = 32;

    /// <summary>Red, green, blue.</summary>
    public const int Channels = 3;

    /// <summary>Bytes of one image.</summary>
    public const int Bytes = Side * Side * Channels;
}
