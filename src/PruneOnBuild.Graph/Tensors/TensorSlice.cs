using PruneOnBuild.Graph.Onnx;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Tensors;

/// <summary>Cutting tensors along an axis without looking at what their numbers mean.</summary>
public static class TensorSlice
{
    /// <summary>
    /// The slices of one axis that are kept, in the order given: [.., n, ..] -> [.., kept.Length, ..]. Element type, storage form,
    /// name and metadata stay; every element type works, strings and packed types included.
    /// </summary>
    /// <param name="axis">0 to rank - 1, or from the end: -1 is the last.</param>
    /// <param name="kept">Indices of that axis, each 0 to n - 1.</param>
    public static TensorProto Gather(TensorProto tensor, int axis, ReadOnlySpan<int> kept)
    {
        if (axis < 0) axis += tensor.Dims.Count;
        ArgumentOutOfRangeException.ThrowIfNegative(axis);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(axis, tensor.Dims.Count);
        var length = tensor.Dims[axis];
        foreach (var index in kept)
        {
            if (index < 0 || index >= length)
                throw new ArgumentOutOfRangeException(nameof(kept), $"Index {index} lies outside axis {axis} of '{tensor.Name}', which has {length}.");
        }

        long[] dims = [.. tensor.Dims];
        dims[axis] = kept.Length;
        var inner = (int)ElementCounts.Of(tensor.Dims.Skip(axis + 1));
        var type = tensor.ElementType();
        if (type == DataType.String)
        {
            var cut = TensorStorage.Emptied(tensor, dims);
            cut.StringData.Add(Gather<Google.Protobuf.ByteString>(tensor.StringData.ToArray(), (int)length, inner, kept));
            return cut;
        }

        var bits = ElementTypes.Bits(type);
        var bytes = TensorStorage.Bytes(tensor).Span;
        var gathered = bits < 8
            ? PackedBits.Pack(Gather<byte>(PackedBits.Unpack(bytes, bits, tensor.ElementCount()), (int)length, inner, kept), bits)
            : Gather(bytes, (int)length, inner * (bits / 8), kept);
        return TensorStorage.With(tensor, dims, gathered);
    }

    /// <summary>items [outer, length, block] -> [outer, kept.Length, block]</summary>
    private static T[] Gather<T>(ReadOnlySpan<T> items, int length, int block, ReadOnlySpan<int> kept)
    {
        if (items.IsEmpty) return [];
        var outer = items.Length / length / block;
        var gathered = new T[checked(outer * kept.Length * block)];
        var target = 0;
        for (var i = 0; i < outer; i++)
        {
            foreach (var index in kept)
            {
                items.Slice((i * length + index) * block, block).CopyTo(gathered.AsSpan(target, block));
                target += block;
            }
        }
        return gathered;
    }
}
