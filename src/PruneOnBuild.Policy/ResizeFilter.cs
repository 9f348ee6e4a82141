namespace PruneOnBuild.Policy;

/// <summary>How pixels of another size are made.</summary>
public enum ResizeFilter
{
    Nearest,
    Bilinear,
    Bicubic,
    Area,
}
