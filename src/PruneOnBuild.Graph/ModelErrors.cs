using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Graph;

/// <summary>What can be wrong with a model file. Codes 2001 to 2019: reading and writing.</summary>
public static class ModelErrors
{
    private const int MostNodes = 8;
    private const int LongestName = 120;

    /// <param name="reason">The system's own words.</param>
    public static PruneOnBuildException Unreadable(string path, string reason) => Error("POB2001", path,
        $"The model cannot be read: {Sentence(reason)} Check path: in prune.yaml and the file's permissions.");

    public static PruneOnBuildException NotOnnx(string path, string reason) => Error("POB2002", path,
        $"The file is no valid ONNX model: {Sentence(reason)} Export or download it again; a Git LFS pointer must be pulled first.");

    public static PruneOnBuildException TooLarge(string path, string what) => Error("POB2003", path,
        $"{what} A model file and each single tensor must stay below 2 GiB, and the model must fit into memory. Store the weights as external data.");

    public static PruneOnBuildException NoGraph(string path) => Error("POB2004", path,
        "The model holds no graph. Export it again; a file that holds weights alone cannot be pruned.");

    public static PruneOnBuildException NoOpset(string path, string domain, string node) => Error("POB2005", path,
        $"The model does not import operator set '{Short(domain)}', which node {Short(node)} needs. Export it again, with opset_import set.");

    /// <param name="nodes">In data-flow order, the first one again at the end.</param>
    public static PruneOnBuildException Cycle(string path, IReadOnlyList<string> nodes) => Error("POB2006", path,
        $"The graph has a cycle: {string.Join(" -> ", nodes.Take(MostNodes).Select(Short))}{(nodes.Count > MostNodes ? $" -> ... ({nodes.Count - 1} nodes)" : "")}. ONNX graphs must be acyclic; use Loop or Scan.");

    public static PruneOnBuildException DefinedTwice(string path, string value, string first, string second) => Error("POB2007", path,
        $"Value '{Short(value)}' is defined twice, by {Short(first)} and by {Short(second)}. Give each value a name of its own.");

    public static PruneOnBuildException Undefined(string path, string value, string reader) => Error("POB2008", path,
        $"Value '{Short(value)}', read by {Short(reader)}, is defined nowhere. It must be a graph input, an initializer or a node's output.");

    /// <param name="problem">What contradicts, as part of a sentence after the tensor's name.</param>
    public static PruneOnBuildException BadTensor(string path, string tensor, string problem) => Error("POB2009", path,
        $"Tensor '{Short(tensor)}' {problem}. Export the model again.");

    public static PruneOnBuildException ExternalPath(string path, string tensor, string location) => Error("POB2010", path,
        $"Tensor '{Short(tensor)}' keeps its data in '{Short(location)}', which lies outside the model's folder. Only files inside it, reached by a relative path, are read; copy the data file there.");

    public static PruneOnBuildException ExternalData(string path, string tensor, string location, string reason) => Error("POB2011", path,
        $"The data of tensor '{Short(tensor)}' cannot be read from '{Short(location)}': {Sentence(reason)} Put the data file that belongs to this model beside it.");

    public static PruneOnBuildException Unwritable(string path, string reason) => Error("POB2012", path,
        $"The model cannot be written: {Sentence(reason)} What was there before is unchanged. Free space or choose a folder that can be written.");

    private static string Short(string name) => name.Length <= LongestName ? name : name[..LongestName] + "...";

    private static string Sentence(string words) => words.ReplaceLineEndings(" ").TrimEnd('.', ' ') + ".";

    private static PruneOnBuildException Error(string code, string path, string message) =>
        new(Diagnostic.Error(code, new SourceLocation(path), message));
}
