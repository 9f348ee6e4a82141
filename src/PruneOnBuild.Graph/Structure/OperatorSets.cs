using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Graph.Structure;

/// <summary>Which version of which domain's operators a model speaks.</summary>
internal static class OperatorSets
{
    private const string Standard = "ai.onnx";

    // Before IR version 3 there was no opset_import: such models speak the first standard operator set.
    private const int FirstIrWithImports = 3;

    public static long Version(ModelProto model, string domain)
    {
        var import = model.OpsetImport.FirstOrDefault(import => Normal(import.Domain) == Normal(domain));
        return import?.Version ?? (model.IrVersion < FirstIrWithImports && Normal(domain).Length == 0 ? 1 : 0);
    }

    /// <summary>Every node's domain is imported.</summary>
    public static void Check(ModelProto model, string path)
    {
        var known = model.OpsetImport.Where(import => import.Version > 0).Select(import => Normal(import.Domain)).ToHashSet();
        if (model.IrVersion < FirstIrWithImports) known.Add("");
        foreach (var node in model.Graph.Node)
        {
            if (!known.Contains(Normal(node.Domain)))
                throw ModelErrors.NoOpset(path, node.Domain.Length == 0 ? Standard : node.Domain, node.Describe());
        }
    }

    private static string Normal(string domain) => domain == Standard ? "" : domain;
}
