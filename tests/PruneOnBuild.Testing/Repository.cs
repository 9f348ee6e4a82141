namespace PruneOnBuild.Testing;

/// <summary>Where the sources lie that the running tests were built from.</summary>
public static class Repository
{
    /// <summary>The full path of the folder that holds PruneOnBuild.sln.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "PruneOnBuild.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above '{AppContext.BaseDirectory}' holds PruneOnBuild.sln.");
    }
}
