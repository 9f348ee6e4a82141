using System.Collections.Immutable;
using System.IO.Enumeration;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Pruning;

/// <summary>The policy's <c>keep:</c> globs over node names.</summary>
internal sealed class KeepList(ImmutableArray<Located<string>> globs)
{
    public bool Matches(NodeProto node) => globs.Any(glob => Matches(glob.Value, node));

    /// <summary>One warning per glob that matches no node of the model.</summary>
    public IEnumerable<Diagnostic> Warnings(ModelGraph model) =>
        globs.Where(glob => !model.Nodes.Any(node => Matches(glob.Value, node)))
            .Select(glob => PruningErrors.KeepMatchesNothing(glob, Nearest(glob.Value, model)));

    private static bool Matches(string glob, NodeProto node) => FileSystemName.MatchesSimpleExpression(glob, NodeNames.Of(node), ignoreCase: false);

    private static string? Nearest(string glob, ModelGraph model) =>
        NearestName.Of(glob.Replace("*", "", StringComparison.Ordinal), model.Nodes.Select(NodeNames.Of));
}
