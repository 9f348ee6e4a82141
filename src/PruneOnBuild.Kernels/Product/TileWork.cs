namespace PruneOnBuild.Kernels.Product;

/// <summary>One tile of one piece of a call: which pixels, which rows, and where they are read and written.</summary>
internal unsafe struct TileWork
{
    /// <summary>The arguments of the call, of a type that the product knows.</summary>
    public void* Call;

    /// <summary>The tile's first pixel within its band, or row of a product.</summary>
    public int FirstPixel;

    /// <summary>Pixels that count; at most all lanes of the tile's vectors.</summary>
    public int Pixels;

    /// <summary>Whole vectors of the tile, 1 to 6.</summary>
    public int Vectors;

    /// <summary>Half a vector follows.</summary>
    public bool HasHalf;

    public int FirstPanel;

    public int EndPanel;

    /// <summary>What the offsets of columns count from.</summary>
    public float* Source;

    /// <summary>The kernel reads <see cref="Source"/> itself; else columns are packed first.</summary>
    public bool InPlace;

    /// <summary>For all steps: in place from the tile's first pixel in <see cref="Source"/>, else from the block's first packed column.</summary>
    public uint* Offsets;

    /// <summary>The first row's first pixel of this tile, if finished sums may be written in place; else null.</summary>
    public float* Output;

    /// <summary>As <see cref="Output"/>; null: none.</summary>
    public float* Residual;

    /// <summary>In floats.</summary>
    public nint OutputPitch;

    /// <summary>Floats from the call's output to where the first packed row's pixel 0 belongs.</summary>
    public nint OutputBase;

    /// <summary>Which of several packed rows.</summary>
    public int Group;
}
