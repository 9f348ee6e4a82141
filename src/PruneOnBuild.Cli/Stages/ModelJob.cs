using PruneOnBuild.Cli.Output;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Cli.Stages;

/// <summary>One model to prune, measure and judge.</summary>
/// <param name="Path">Full path of the dense model.</param>
internal sealed record ModelJob(PrunePolicy Policy, ModelPolicy Model, string Path, OutputFiles Output)
{
    public TargetPolicy Target => Policy.TargetOf(Model);

    /// <summary>Full path of declared data; null where none is declared.</summary>
    public string? FullPath(Located<string>? declared) =>
        declared is null ? null : PolicyPath.Full(Policy.Folder, declared.Value);
}
