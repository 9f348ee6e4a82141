namespace PruneOnBuild.Kernels.Conv.Pooling;

/// <summary>One image of a call.</summary>
internal unsafe struct PoolCall
{
    /// <summary>[channels, height, width]</summary>
    public float* Input;

    /// <summary>[channels, output height, output width]</summary>
    public float* Output;

    public int Channels;

    public int Height;

    public int Width;

    public int PieceChannels;
}
