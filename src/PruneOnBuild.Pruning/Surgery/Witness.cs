using System.Collections.Immutable;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Surgery;

/// <summary>A value inside both models that must be equal but for the channels that go.</summary>
/// <param name="Kept">Per axis the indices that stay, ascending; null where all do.</param>
internal sealed record Witness(string Value, ImmutableArray<int[]?> Kept)
{
    /// <summary>The value without the channels that go; float32 [d0, d1, ...] -> [kept0, kept1, ...].</summary>
    public Tensor Keep(Tensor dense)
    {
        var dims = dense.Dims.ToArray();
        if (dims.Length != Kept.Length)
        {
            return dense;
        }

        ReadOnlySpan<float> values = dense.Floats();
        for (var axis = 0; axis < dims.Length; axis++)
        {
            if (Kept[axis] is not { } kept)
            {
                continue;
            }

            var inner = (int)dims[(axis + 1)..].Aggregate(1L, (product, dim) => product * dim);
            var outer = values.Length / Math.Max(1, inner * (int)dims[axis]);
            var result = new float[outer * kept.Length * inner];
            for (var row = 0; row < outer; row++)
            {
                for (var i = 0; i < kept.Length; i++)
                {
                    values.Slice(((row * (int)dims[axis]) + kept[i]) * inner, inner).CopyTo(result.AsSpan(((row * kept.Length) + i) * inner));
                }
            }

            dims[axis] = kept.Length;
            values = result;
        }

        return Tensor.Of(values.ToArray(), dims);
    }
}
