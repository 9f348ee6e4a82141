namespace PruneOnBuild.Policy;

/// <summary>How the file holds the weights that are not zero, where layers run on the package's own kernels. These compute in float32.</summary>
public enum StoredValues
{
    Fp32,

    /// <summary>Half precision: 11 significant bits, at most 65,504.</summary>
    Fp16,
}
