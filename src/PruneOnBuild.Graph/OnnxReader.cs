using Google.Protobuf;
using PruneOnBuild.Graph.Files;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Rewrites;

namespace PruneOnBuild.Graph;

/// <summary>
/// Reads .onnx files. Whatever is wrong with one is a POB2 error at the file; no content makes it crash.
/// Limits: 2 GiB for the model file and for each tensor; external data in all as much as fits into memory; 100 levels of nesting.
/// </summary>
public static class OnnxReader
{
    /// <summary>The model with its external data: such tensors carry their bytes in raw_data and stay marked external.</summary>
    public static ModelGraph Read(string path)
    {
        try
        {
            var model = Parse(path);
            RepeatedConstants.KeepLatest(model);
            ExternalDataReader.Fill(model, path);
            return new ModelGraph(model, path);
        }
        catch (OutOfMemoryException)
        {
            throw ModelErrors.TooLarge(path, "The model does not fit into memory.");
        }
    }

    /// <summary>The model file alone, without external data.</summary>
    internal static ModelProto Parse(string path)
    {
        if (Directory.Exists(path)) throw ModelErrors.Unreadable(path, "it is a folder.");
        try
        {
            // Through a stream: bytes go straight into the tensors, so memory stays near the model's size.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
            if (file.Length > int.MaxValue) throw ModelErrors.TooLarge(path, $"The model file has {file.Length} bytes.");
            if (file.Length == 0) throw ModelErrors.NotOnnx(path, "it is empty.");
            return ModelProto.Parser.ParseFrom(file);
        }
        catch (InvalidProtocolBufferException exception)
        {
            var reason = exception.Message.Split(". ")[0].TrimEnd('.');
            throw ModelErrors.NotOnnx(path, $"it is damaged, cut short or nested deeper than 100 levels ({reason}).");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw ModelErrors.Unreadable(path, exception.Message);
        }
    }
}
