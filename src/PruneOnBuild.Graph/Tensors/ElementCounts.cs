using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Graph.Tensors;

/// <summary>Counting elements without being fooled by a file's declared dimensions.</summary>
public static class ElementCounts
{
    /// <summary>Product of the dimensions; 1 for a scalar.</summary>
    /// <exception cref="OverflowException">A dimension is negative, or the product exceeds a long.</exception>
    public static long Of(IEnumerable<long> dims)
    {
        long count = 1;
        var isEmpty = false;
        foreach (var dim in dims)
        {
            if (dim < 0) throw new OverflowException($"Dimension {dim} is negative.");
            // An empty tensor has no elements, however large its other dimensions are.
            isEmpty |= dim == 0;
            count = isEmpty ? 0 : checked(count * dim);
        }
        return count;
    }

    /// <summary>Elements of a tensor of a checked model, at most 2^31 - 1 for those whose numbers are read.</summary>
    public static long ElementCount(this TensorProto tensor) => Of(tensor.Dims);
}
