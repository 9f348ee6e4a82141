using System.Collections.Immutable;
using PruneOnBuild.Policy.Globbing;

namespace PruneOnBuild.Policy;

/// <summary>All that a prune.yaml says, checked. Every model's target exists.</summary>
/// <param name="File">Full path of the prune.yaml; relative paths in it start at its folder.</param>
public sealed record PrunePolicy(string File, ImmutableArray<TargetPolicy> Targets, ImmutableArray<ModelPolicy> Models)
{
    /// <summary>The folder that relative paths of the policy start at.</summary>
    public string Folder => Path.GetDirectoryName(File)!;

    public TargetPolicy TargetOf(ModelPolicy model) => Targets.Single(target => target.Name == model.Target.Value);

    /// <summary>
    /// The entry that covers a model file: the first in the file whose path or glob matches, so that special cases stand before
    /// general ones. Null where none does. The file need not exist.
    /// </summary>
    public ModelPolicy? Find(string modelFullPath)
    {
        var file = Path.GetFullPath(modelFullPath);
        return Models.FirstOrDefault(model => new PathGlob(PolicyPath.Full(Folder, model.Path.Value)).Matches(file));
    }
}
