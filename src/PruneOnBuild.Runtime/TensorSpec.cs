using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace PruneOnBuild.Runtime;

/// <summary>What a model says about one of its inputs or outputs.</summary>
/// <param name="Dims">-1 where the model leaves the size open. Empty for a single value, and where the model says nothing.</param>
/// <param name="Symbols">Name of each open size, "" where it has none; as long as <paramref name="Dims"/>.</param>
[method: JsonConstructor]
public sealed record TensorSpec(string Name, TensorElementType ElementType, ImmutableArray<long> Dims, ImmutableArray<string> Symbols)
{
    public TensorSpec(string name, TensorElementType elementType, params ImmutableArray<long> dims)
        : this(name, elementType, dims, [.. dims.Select(_ => "")])
    {
    }

    /// <summary>Such as <c>input float32[batch,3,32,32]</c>.</summary>
    public override string ToString() => $"{Name} {ElementTypes.Name(ElementType)}{DimsText}";

    internal string DimsText => $"[{string.Join(',', Dims.Select((dim, axis) =>
        dim >= 0 ? dim.ToString(System.Globalization.CultureInfo.InvariantCulture) : Symbols[axis] is "" ? "?" : Symbols[axis]))}]";
}
