namespace PruneOnBuild.Runtime.Images.Png;

/// <summary>The numbers are the format's.</summary>
internal enum PngColour
{
    Gray = 0,
    Rgb = 2,
    Palette = 3,
    GrayAlpha = 4,
    RgbAlpha = 6,
}
