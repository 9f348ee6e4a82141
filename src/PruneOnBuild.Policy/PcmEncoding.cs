namespace PruneOnBuild.Policy;

/// <summary>How a value of sound is stored, little-endian.</summary>
public enum PcmEncoding
{
    S16,
    S24,
    Fp32,
}
