namespace PruneOnBuild.Kernels.Product;

/// <summary>One tile of one piece of a call: which pixels, which rows, and where they are read and written.</summary>
internal unsafe struct TileWork
{
    /// <summary>The arguments of the call, of a type that the product knows.</summary>
    public void* Call;

    /// <summary>The tile's first pixel, or row of a product.</summary>
    public int FirstPixel;

    /// <summary>Pixels that count; at most all lanes of <see cref="Vectors"/>.</summary>
    public int Pixels;

    /// <summary>Width of the tile, 1 to 6.</summary>
    public int Vectors;

    public int FirstPanel;

    public int EndPanel;

    /// <summary>Where the columns lie in place, from the tile's first pixel on; null: they are packed.</summary>
    public byte* X;

    /// <summary>For all steps; with <see cref="X"/> from there, else from the block's first packed column.</summary>
    public uint* Offsets;

    /// <summary>The first row's first pixel of this tile, if finished sums may be written in place; else null.</summary>
    public float* Output;

    /// <summary>As <see cref="Output"/>; null: none.</summary>
    public float* Residual;

    /// <summary>In floats.</summary>
    public nint OutputPitch;

    /// <summary>Row of the output that the first of the packed rows is.</summary>
    public int OutputRow;
}
