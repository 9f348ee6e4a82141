namespace PruneOnBuild.Runtime;

/// <summary>What the kernel tells in files.</summary>
internal static class LinuxFiles
{
    /// <summary>Null where there is no such file or it may not be read, as on other systems.</summary>
    public static string? Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
