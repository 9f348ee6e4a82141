using PruneOnBuild.Cli.CommandLine;

namespace PruneOnBuild.Cli.Commands;

/// <summary>The policy that a command means.</summary>
internal static class PolicyLocator
{
    /// <summary>
    /// The named one, else the nearest prune.yaml in the current folder or above. Full path; a named one need not exist.
    /// </summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB1908: none is named, and there is none.</exception>
    public static string Find(string? named)
    {
        if (named is not null)
            return Path.GetFullPath(named);
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "prune.yaml");
            if (File.Exists(candidate))
                return candidate;
        }
        throw CommandLineErrors.NoPolicyFound(Environment.CurrentDirectory);
    }
}
