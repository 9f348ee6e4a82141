namespace PruneOnBuild.Policy;

/// <summary>Types that a preprocess step can round values to.</summary>
public enum NumberType
{
    Fp32,
    Fp16,
    U8,
    I64,
}
