using PruneOnBuild.Graph.Files;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Structure;
using PruneOnBuild.Graph.Tensors;

namespace PruneOnBuild.Graph;

/// <summary>The files beside a model that hold tensors of it.</summary>
public static class ExternalFiles
{
    /// <summary>Full paths, each once. Reads the model file alone; the files need not exist. What lies outside the model's folder is left out.</summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB2: the file is no ONNX model.</exception>
    public static IReadOnlyList<string> Of(string path) => Of(OnnxReader.Parse(path), path);

    internal static IReadOnlyList<string> Of(ModelProto model, string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return [.. ModelTensors.In(model).Where(TensorStorage.IsExternal)
            .Select(tensor => ExternalLocation.Of(tensor)?.FileIn(folder))
            .OfType<string>().Distinct()];
    }
}
