namespace PruneOnBuild.Kernels.Storage;

/// <summary>How packed weights say where their blocks are.</summary>
internal enum IndexCoding : byte
{
    /// <summary>A bit for each place; see <see cref="BitmaskIndices"/>.</summary>
    Bitmask = 0,

    /// <summary>The distance from each block to the next; see <see cref="DeltaIndices"/>.</summary>
    Deltas = 1,
}
