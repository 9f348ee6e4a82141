using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Graph;

/// <summary>What can be wrong with a model file. Codes 2001 to 2019: reading and writing.</summary>
public static class ModelErrors
{
    public static PruneOnBuildException NoGraph(string path) => Error("POB2004", path,
        "The model holds no graph. Export it again; a file that holds weights alone cannot be pruned.");

    public static PruneOnBuildException NoOpset(string path, string domain, string node) => Error("POB2005", path,
        $"The model does not import operator set '{domain}', which node {node} needs. Export it again, with opset_import set.");

    public static PruneOnBuildException Cycle(string path, IEnumerable<string> nodes) => Error("POB2006", path,
        $"The graph has a cycle: {string.Join(" -> ", nodes)}. ONNX graphs must be acyclic; use Loop or Scan.");

    public static PruneOnBuildException DefinedTwice(string path, string value, string first, string second) => Error("POB2007", path,
        $"Value '{value}' is defined twice, by {first} and by {second}. Give each value a name of its own.");

    public static PruneOnBuildException Undefined(string path, string value, string reader) => Error("POB2008", path,
        $"Value '{value}', read by {reader}, is defined nowhere. It must be a graph input, an initializer or a node's output.");

    private static PruneOnBuildException Error(string code, string path, string message) =>
        new(Diagnostic.Error(code, new SourceLocation(path), message));
}
