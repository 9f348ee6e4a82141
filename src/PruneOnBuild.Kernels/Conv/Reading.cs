namespace PruneOnBuild.Kernels.Conv;

/// <summary>Where a convolution's kernel reads its pixels.</summary>
internal enum Reading
{
    /// <summary>From the input, whose pixels are whole vectors.</summary>
    InPlace,

    /// <summary>From a padded copy of the input, unaligned.</summary>
    Planes,

    /// <summary>From columns that are packed tile by tile, aligned.</summary>
    Packed,
}
