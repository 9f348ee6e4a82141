namespace PruneOnBuild.Policy.Capabilities;

/// <summary>Element types of weights that kernels which skip zeros take.</summary>
public enum WeightType
{
    Fp32,

    Fp16,

    /// <summary>Integers of eight bits, signed or not.</summary>
    EightBit,
}
