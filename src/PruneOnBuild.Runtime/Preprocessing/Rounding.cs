using PruneOnBuild.Policy;

namespace PruneOnBuild.Runtime.Preprocessing;

/// <summary>Values as another type holds them: integers to the nearest, ties to even, no further than the type reaches.</summary>
internal sealed class Rounding(NumberType type) : IFittedStep
{
    public float[] Apply(float[] values, int samples)
    {
        for (var index = 0; index < values.Length; index++)
            values[index] = type switch
            {
                NumberType.U8 => Math.Clamp(MathF.Round(values[index]), byte.MinValue, byte.MaxValue),
                NumberType.I64 => Math.Clamp(MathF.Round(values[index]), long.MinValue, long.MaxValue),
                NumberType.Fp16 => (float)(Half)values[index],
                _ => values[index],
            };
        return values;
    }
}
