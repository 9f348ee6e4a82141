using System.Security.Cryptography;
using Google.Protobuf;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Structure;
using PruneOnBuild.Graph.Tensors;

namespace PruneOnBuild.Graph.Files;

/// <summary>
/// Fills the raw_data of external tensors from their files. Read, not mapped: pruning looks at every weight anyway, and a mapped
/// file that another process cuts short would kill ours.
/// </summary>
internal sealed class ExternalDataReader : IDisposable
{
    private readonly string _path;
    private readonly Dictionary<string, FileStream> _files = [];
    private readonly Dictionary<(string File, long Offset, long Length), ByteString> _read = [];

    private ExternalDataReader(string path) => _path = path;

    public static void Fill(ModelProto model, string path)
    {
        using var reader = new ExternalDataReader(path);
        foreach (var tensor in ModelTensors.In(model).Where(TensorStorage.IsExternal)) reader.Fill(tensor);
    }

    public void Dispose()
    {
        foreach (var file in _files.Values) file.Dispose();
    }

    private void Fill(TensorProto tensor)
    {
        var source = ExternalLocation.Of(tensor)
            ?? throw ModelErrors.BadTensor(_path, tensor.Name, "is external, but its location, offset or length is missing or no number");
        // Without a size the check of all tensors will say what is wrong with this one.
        if (TensorCheck.RawLength(tensor) is not { } length) return;
        if (source.Length is { } stated && stated != length)
            throw ModelErrors.BadTensor(_path, tensor.Name, $"says it has {stated} bytes, but {tensor.ElementType()} [{string.Join(", ", tensor.Dims)}] takes {length}");
        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(_path))!;
            var file = source.FileIn(folder) ?? throw ModelErrors.ExternalPath(_path, tensor.Name, source.Location);
            var key = (file, source.Offset, length);
            // Tensors that share bytes share them in memory too.
            if (!_read.TryGetValue(key, out var bytes)) _read.Add(key, bytes = Bytes(tensor, source, file, length));
            tensor.RawData = bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw ModelErrors.ExternalData(_path, tensor.Name, source.Location, exception.Message);
        }
    }

    private ByteString Bytes(TensorProto tensor, ExternalLocation source, string file, long length)
    {
        var stream = Open(tensor, source, file);
        if (source.Offset > stream.Length || length > stream.Length - source.Offset)
        {
            throw ModelErrors.ExternalData(_path, tensor.Name, source.Location,
                $"it has {stream.Length} bytes, but {length} from offset {source.Offset} on are asked for.");
        }
        if (length > Array.MaxLength) throw ModelErrors.TooLarge(_path, $"Tensor '{tensor.Name}' has {length} bytes.");

        var bytes = GC.AllocateUninitializedArray<byte>((int)length);
        stream.Position = source.Offset;
        stream.ReadExactly(bytes);
        return UnsafeByteOperations.UnsafeWrap(bytes);
    }

    private FileStream Open(TensorProto tensor, ExternalLocation source, string file)
    {
        if (_files.TryGetValue(file, out var stream)) return stream;
        stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        _files.Add(file, stream);
        if (source.Checksum is { } expected && !string.Equals(Checksum(stream), expected, StringComparison.OrdinalIgnoreCase))
        {
            throw ModelErrors.ExternalData(_path, tensor.Name, source.Location,
                $"its SHA-1 is {Checksum(stream)}, but the model asks for {expected}.");
        }
        return stream;
    }

    private static string Checksum(FileStream stream)
    {
        stream.Position = 0;
#pragma warning disable CA5350 // The ONNX format prescribes SHA-1; it guards against mix-ups, not against attackers.
        return Convert.ToHexStringLower(SHA1.HashData(stream));
#pragma warning restore CA5350
    }
}
