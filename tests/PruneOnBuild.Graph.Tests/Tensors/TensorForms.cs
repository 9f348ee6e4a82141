using Google.Protobuf;
using PruneOnBuild.Graph.Onnx;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Tests.Tensors;

/// <summary>The same numbers in every element type and storage form, encoded by hand: the specification of what readers must see.</summary>
internal static class TensorForms
{
    /// <summary>0 to 7, row-major in [2, 4]; every type but booleans and 2-bit ones can hold them.</summary>
    public static readonly long[] Dims = [2, 4];

    public static IEnumerable<TensorProto> WholeNumbers()
    {
        byte[] bytes = [0, 1, 2, 3, 4, 5, 6, 7];
        foreach (var type in new[] { DataType.Int8, DataType.Uint8 })
        {
            yield return Raw(type, bytes);
            yield return Typed(type, tensor => tensor.Int32Data.Add(bytes.Select(value => (int)value)));
        }
        foreach (var type in new[] { DataType.Int4, DataType.Uint4 })
        {
            // Two to a byte, the first in the low half.
            byte[] packed = [0x10, 0x32, 0x54, 0x76];
            yield return Raw(type, packed);
            yield return Typed(type, tensor => tensor.Int32Data.Add(packed.Select(value => (int)value)));
        }
        foreach (var (type, size) in new[] { (DataType.Int16, 2), (DataType.Uint16, 2), (DataType.Int32, 4), (DataType.Uint32, 4), (DataType.Int64, 8), (DataType.Uint64, 8) })
        {
            yield return Raw(type, bytes.SelectMany(value => Enumerable.Repeat((byte)0, size - 1).Prepend(value)));
        }
        yield return Typed(DataType.Int16, tensor => tensor.Int32Data.Add(bytes.Select(value => (int)value)));
        yield return Typed(DataType.Uint16, tensor => tensor.Int32Data.Add(bytes.Select(value => (int)value)));
        yield return Typed(DataType.Int32, tensor => tensor.Int32Data.Add(bytes.Select(value => (int)value)));
        yield return Typed(DataType.Int64, tensor => tensor.Int64Data.Add(bytes.Select(value => (long)value)));
        yield return Typed(DataType.Uint32, tensor => tensor.Uint64Data.Add(bytes.Select(value => (ulong)value)));
        yield return Typed(DataType.Uint64, tensor => tensor.Uint64Data.Add(bytes.Select(value => (ulong)value)));
    }

    public static IEnumerable<TensorProto> FloatingNumbers()
    {
        // IEEE bit patterns of 0 to 7.
        uint[] single = [0, 0x3F800000, 0x40000000, 0x40400000, 0x40800000, 0x40A00000, 0x40C00000, 0x40E00000];
        ushort[] half = [0, 0x3C00, 0x4000, 0x4200, 0x4400, 0x4500, 0x4600, 0x4700];
        yield return Raw(DataType.Float, single.SelectMany(BitConverter.GetBytes));
        yield return Typed(DataType.Float, tensor => tensor.FloatData.Add([0, 1, 2, 3, 4, 5, 6, 7]));
        yield return Raw(DataType.Double, Enumerable.Range(0, 8).SelectMany(value => BitConverter.GetBytes((double)value)));
        yield return Typed(DataType.Double, tensor => tensor.DoubleData.Add([0, 1, 2, 3, 4, 5, 6, 7]));
        yield return Raw(DataType.Float16, half.SelectMany(BitConverter.GetBytes));
        yield return Typed(DataType.Float16, tensor => tensor.Int32Data.Add(half.Select(bits => (int)bits)));
        yield return Raw(DataType.Bfloat16, single.SelectMany(bits => BitConverter.GetBytes((ushort)(bits >> 16))));
        yield return Typed(DataType.Bfloat16, tensor => tensor.Int32Data.Add(single.Select(bits => (int)(bits >> 16))));
    }

    public static TensorProto External(TensorProto raw)
    {
        var tensor = raw.Clone();
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        return tensor;
    }

    public static TensorProto Raw(DataType type, IEnumerable<byte> bytes) =>
        Typed(type, tensor => tensor.RawData = ByteString.CopyFrom([.. bytes]));

    public static TensorProto Typed(DataType type, Action<TensorProto> fill)
    {
        var tensor = new TensorProto { Name = $"{type}", DataType = (int)type, Dims = { Dims }, DocString = "kept" };
        fill(tensor);
        return tensor;
    }
}
