namespace PruneOnBuild.Policy;

/// <summary>Paths as a policy writes them: from its own folder, with / or \ on every system.</summary>
public static class PolicyPath
{
    /// <summary>The full path that <paramref name="written"/> means; touches no disk, and leaves wildcards as they are.</summary>
    public static string Full(string folder, string written) =>
        Path.GetFullPath(Path.Combine(folder, written.Replace('\\', '/')));
}
