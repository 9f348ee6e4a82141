using System.Collections.Immutable;

namespace PruneOnBuild.Policy;

/// <summary>All that a prune.yaml says, checked. Every model's target exists.</summary>
/// <param name="File">Full path of the prune.yaml; relative paths in it start at its folder.</param>
public sealed record PrunePolicy(string File, ImmutableArray<TargetPolicy> Targets, ImmutableArray<ModelPolicy> Models)
{
    /// <summary>The folder that relative paths of the policy start at.</summary>
    public string Folder => Path.GetDirectoryName(File)!;

    public TargetPolicy TargetOf(ModelPolicy model) => Targets.Single(target => target.Name == model.Target.Value);
}
