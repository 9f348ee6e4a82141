using PruneOnBuild.Cli.Output;
using PruneOnBuild.Cli.Stages;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Cli.Commands;

/// <summary>The models of a policy as jobs.</summary>
internal static class ModelJobs
{
    /// <summary>All that the command means, in the order of the policy.</summary>
    /// <param name="model">One model of the policy; null: all of them.</param>
    /// <param name="output">Full path of the output folder.</param>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB1951, POB1952, POB1954: no entry, or output would overwrite.</exception>
    public static ModelJob[] Of(PrunePolicy policy, string? model, string output)
    {
        ModelJob[] jobs = model is null ? AllJobs(policy, output) : [OneJob(policy, Path.GetFullPath(model), output)];
        if (jobs.FirstOrDefault(job => job.Output.Model == job.Path) is { } overwriting)
            throw PipelineErrors.OverwritesDense(overwriting.Path, output);
        foreach (var same in jobs.GroupBy(job => job.Output).Where(group => group.Skip(1).Any()))
            throw PipelineErrors.SameOutput(policy.File, same.First().Path, same.Last().Path, same.Key.Model);
        return jobs;
    }

    private static ModelJob OneJob(PrunePolicy policy, string path, string output) =>
        new(policy, policy.Find(path) ?? throw PipelineErrors.NoEntry(policy.File, path), path, OutputFiles.ForOne(output, path));

    /// <summary>
    /// Every model of the policy but those that an earlier run published into an output folder that a glob reaches.
    /// </summary>
    private static ModelJob[] AllJobs(PrunePolicy policy, string output) =>
    [
        .. ModelFiles.Of(policy)
            .Where(file => !IsBelow(output, file.Path) || IsBelow(output, policy.File))
            .Select(file => new ModelJob(policy, file.Model, file.Path, OutputFiles.ForPolicy(output, policy.Folder, file.Path))),
    ];

    private static bool IsBelow(string folder, string path) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
