using Google.Protobuf;
using PruneOnBuild.Graph.Files;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Structure;

namespace PruneOnBuild.Graph;

/// <summary>
/// Writes .onnx files: equal models give equal bytes, and fields this version does not know are kept. What was external stays
/// external, in one data file beside the model (<c>model.onnx.data</c>). A failure leaves the files that were there before.
/// </summary>
public static class OnnxWriter
{
    /// <summary>Writes the model, and its data file if it has external tensors; makes the folder where it is missing.</summary>
    public static void Write(ModelGraph graph, string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var external = ExternalDataWriter.Prepare(graph.Proto, Path.GetFileName(path) + ".data");
            RequireSize(external.Model, path);

            using var model = new PendingFile(path);
            external.Model.WriteTo(model.Content);
            if (external.Tensors.Count == 0)
            {
                model.Commit();
                return;
            }

            using var data = new PendingFile(DataPath(path));
            ExternalDataWriter.Write(external.Tensors, data.Content);
            PendingFile.CommitBoth(data, model);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw ModelErrors.Unwritable(path, PendingFile.Reason(exception));
        }
    }

    /// <summary>Where <see cref="Write"/> puts the external data of a model.</summary>
    public static string DataPath(string path) => path + ".data";

    /// <summary>The model in one piece, external data included, for a session made from memory.</summary>
    /// <param name="path">The file that an error names where the whole exceeds 2 GiB.</param>
    public static byte[] ToBytes(ModelProto model, string path)
    {
        var embedded = ExternalDataWriter.Embed(model);
        RequireSize(embedded, path);
        return embedded.ToByteArray();
    }

    private static void RequireSize(ModelProto model, string path)
    {
        var tensors = ModelTensors.In(model).Sum(tensor => (long)tensor.CalculateSize());
        // CalculateSize adds up in an int: with the tensors below 2 GiB and the rest below too, an overflow shows as a negative sum.
        if (tensors > int.MaxValue || model.CalculateSize() < 0)
            throw ModelErrors.TooLarge(path, $"The model to write holds {tensors} bytes of tensors that are not external data.");
    }
}
