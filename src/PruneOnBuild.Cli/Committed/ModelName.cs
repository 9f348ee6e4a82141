using PruneOnBuild.Policy;

namespace PruneOnBuild.Cli.Committed;

/// <summary>How committed files name a model: by its path and, where another target than the written one was chosen, <c>@</c> and that.</summary>
internal static class ModelName
{
    private const char TargetMark = '@';

    /// <param name="model">Full path.</param>
    public static string Of(PrunePolicy policy, string model)
    {
        string path = Path.GetRelativePath(policy.Folder, model).Replace('\\', '/');
        return policy.Find(model) is { IsOtherTarget: true } entry ? $"{path}{TargetMark}{entry.Target.Value}" : path;
    }

    /// <summary>Whether an entry of the policy covers the model of a name.</summary>
    public static bool IsCovered(PrunePolicy policy, string name)
    {
        int mark = name.LastIndexOf($".onnx{TargetMark}", StringComparison.OrdinalIgnoreCase);
        return policy.Find(PolicyPath.Full(policy.Folder, mark < 0 ? name : name[..(mark + ".onnx".Length)])) is not null;
    }
}
