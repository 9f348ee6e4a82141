using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Structure;
using PruneOnBuild.Graph.Tensors;

namespace PruneOnBuild.Graph.Files;

/// <summary>Splits a model into what its own file holds and what goes into the data file.</summary>
internal static class ExternalDataWriter
{
    // Large tensors start on a page, so that a runtime can map them; small ones where vector instructions like it.
    private const long Page = 4096;
    private const long Line = 64;
    private const long LargeTensor = 1 << 20;

    /// <param name="Model">As the model file has it: external tensors without bytes, with their new places.</param>
    /// <param name="Tensors">What the data file holds, in order of offset.</param>
    public sealed record Split(ModelProto Model, IReadOnlyList<(long Offset, ReadOnlyMemory<byte> Bytes)> Tensors);

    public static Split Prepare(ModelProto model, string dataFile)
    {
        if (!ModelTensors.In(model).Any(TensorStorage.IsExternal)) return new Split(model, []);

        var copy = model.Clone();
        var tensors = new List<(long, ReadOnlyMemory<byte>)>();
        long end = 0;
        foreach (var tensor in ModelTensors.In(copy).Where(TensorStorage.IsExternal))
        {
            var bytes = tensor.RawData.Memory;
            var alignment = bytes.Length >= LargeTensor ? Page : Line;
            var offset = (end + alignment - 1) / alignment * alignment;
            tensors.Add((offset, bytes));
            end = offset + bytes.Length;
            tensor.ClearRawData();
            new ExternalLocation(dataFile, offset, bytes.Length, Checksum: null).Store(tensor);
        }
        return new Split(copy, tensors);
    }

    public static void Write(IEnumerable<(long Offset, ReadOnlyMemory<byte> Bytes)> tensors, Stream data)
    {
        foreach (var (offset, bytes) in tensors)
        {
            data.Write(new byte[offset - data.Position]);
            data.Write(bytes.Span);
        }
    }

    /// <summary>The model with every external tensor's bytes inside; the model itself where it has none.</summary>
    public static ModelProto Embed(ModelProto model)
    {
        if (!ModelTensors.In(model).Any(TensorStorage.IsExternal)) return model;
        var copy = model.Clone();
        foreach (var tensor in ModelTensors.In(copy).Where(TensorStorage.IsExternal))
        {
            tensor.ClearDataLocation();
            tensor.ExternalData.Clear();
        }
        return copy;
    }
}
