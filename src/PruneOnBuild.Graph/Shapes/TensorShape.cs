using System.Collections.Immutable;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Shapes;

/// <summary>Element type and extents of a tensor whose rank is known. Prints as <c>Float[batch,3,224,224]</c>.</summary>
/// <param name="ElementType"><see cref="DataType.Undefined"/> where it is not known.</param>
/// <param name="Dims">One per axis, outermost first; empty for a scalar.</param>
public sealed record TensorShape(DataType ElementType, ImmutableArray<Dim> Dims)
{
    public TensorShape(DataType elementType, params IEnumerable<long> dims)
        : this(elementType, [.. dims.Select(dim => (Dim)dim)])
    {
    }

    public int Rank => Dims.Length;

    /// <summary>The extent of one axis; negative axes count from the end.</summary>
    public Dim this[int axis] => Dims[axis < 0 ? axis + Rank : axis];

    /// <summary>True where every extent is a number.</summary>
    public bool IsStatic => Dims.All(dim => dim.IsKnown);

    /// <summary>Number of elements.</summary>
    public Dim Elements => Dim.Product(Dims);

    /// <summary>The extents where all are known.</summary>
    public long[]? Numbers => IsStatic ? [.. Dims.Select(dim => dim.Value)] : null;

    public bool Equals(TensorShape? other) =>
        other is not null && ElementType == other.ElementType && Dims.AsSpan().SequenceEqual(other.Dims.AsSpan());

    public override int GetHashCode() => Dims.Aggregate(HashCode.Combine(ElementType), HashCode.Combine);

    public override string ToString() => $"{ElementType}[{string.Join(',', Dims)}]";
}
