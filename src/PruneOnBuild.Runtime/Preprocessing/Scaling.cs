using System.Numerics;

namespace PruneOnBuild.Runtime.Preprocessing;

/// <summary>value * factor, in float32.</summary>
internal sealed class Scaling(float factor) : IFittedStep
{
    public float[] Apply(float[] values, int samples)
    {
        var index = 0;
        for (; index <= values.Length - Vector<float>.Count; index += Vector<float>.Count)
            (new Vector<float>(values, index) * factor).CopyTo(values, index);
        for (; index < values.Length; index++)
            values[index] *= factor;
        return values;
    }
}
