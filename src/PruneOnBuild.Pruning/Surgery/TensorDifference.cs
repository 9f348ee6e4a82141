using PruneOnBuild.Runtime;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace PruneOnBuild.Pruning.Surgery;

/// <summary>How far two outputs are apart.</summary>
internal static class TensorDifference
{
    /// <summary>
    /// Largest absolute difference over the largest finite magnitude expected (at least 1e-6); infinite where shapes or types differ, or
    /// where one has a NaN or infinity that the other has not. Strings must be equal.
    /// </summary>
    public static double Relative(Tensor expected, Tensor actual)
    {
        if (expected.ElementType != actual.ElementType || !expected.Dims.SequenceEqual(actual.Dims))
        {
            return double.PositiveInfinity;
        }

        if (expected.ElementType == TensorElementType.String)
        {
            return expected.Values<string>().SequenceEqual(actual.Values<string>()) ? 0 : double.PositiveInfinity;
        }

        var wanted = expected.Floats();
        var got = actual.Floats();
        var (largest, difference) = (1e-6, 0.0);
        for (var i = 0; i < wanted.Length; i++)
        {
            if (float.IsFinite(wanted[i]) && float.IsFinite(got[i]))
            {
                largest = Math.Max(largest, Math.Abs(wanted[i]));
                difference = Math.Max(difference, Math.Abs((double)wanted[i] - got[i]));
            }
            else if (!wanted[i].Equals(got[i]))
            {
                return double.PositiveInfinity;
            }
        }

        return difference / largest;
    }
}
