using System.Collections.Immutable;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Runtime;

/// <summary>Gives open axes of a model's inputs the sizes that a policy states.</summary>
public static class AxisSizes
{
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB5140: no input has an open axis of that name.</exception>
    public static ImmutableArray<TensorSpec> Of(IReadOnlyList<TensorSpec> inputs, IReadOnlyDictionary<string, Located<int>> axes)
    {
        var open = inputs.SelectMany(input => input.Symbols.Where((_, axis) => input.Dims[axis] < 0)).Where(name => name.Length > 0).ToHashSet();
        foreach (var (name, size) in axes)
            if (!open.Contains(name))
                throw RuntimeErrors.NoSuchAxis(size.Location, name, open);
        return [.. inputs.Select(input => input with
        {
            Dims = [.. input.Dims.Select((dim, axis) => dim < 0 && axes.TryGetValue(input.Symbols[axis], out var size) ? size.Value : dim)],
        })];
    }
}
