namespace PruneOnBuild.Kernels.Conv;

/// <summary>Where a convolution's kernel reads its pixels.</summary>
internal enum Reading
{
    /// <summary>From the input, whose pixels are whole vectors.</summary>
    InPlace,

    /// <summary>From columns of the input that are packed tile by tile.</summary>
    Packed,

    /// <summary>From a padded copy of a band of the input, unaligned.</summary>
    Planes,

    /// <summary>From one such copy for each horizontal place of the kernel, without gaps, unaligned.</summary>
    Shifts,

    /// <summary>From columns of a padded copy that are packed tile by tile, aligned.</summary>
    PackedPlanes,
}
