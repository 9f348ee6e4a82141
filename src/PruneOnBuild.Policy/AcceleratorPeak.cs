using PruneOnBuild.Policy.Capabilities;

namespace PruneOnBuild.Policy;

/// <summary>Multiply-adds per second by the type of the weights; null: not declared, and layers of that type cannot be predicted.</summary>
public sealed record AcceleratorPeak(double? Fp32, double? Fp16, double? EightBit)
{
    public double? Of(WeightType type) => type switch
    {
        WeightType.Fp32 => Fp32,
        WeightType.Fp16 => Fp16,
        _ => EightBit,
    };
}
