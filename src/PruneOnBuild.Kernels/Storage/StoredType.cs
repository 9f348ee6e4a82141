namespace PruneOnBuild.Kernels.Storage;

/// <summary>How packed weights hold their values; kernels always compute in float32.</summary>
public enum StoredType : byte
{
    Fp32 = 0,

    /// <summary>Rounded to nearest, ties to even; finite values beyond the range become its nearest end.</summary>
    Fp16 = 1,
}
