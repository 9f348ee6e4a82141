namespace PruneOnBuild.Tasks;

/// <summary>
/// Lets one of several askers report a run of the worker: the frameworks of a project share a run but build in several processes,
/// and the first to create the run's claim file has the word.
/// </summary>
internal static class ReportClaim
{
    private const string Prefix = "reported-";

    /// <summary>The claim file of a new run; nobody else's run has the same.</summary>
    public static string NewPath(string outputFolder) => Path.Combine(outputFolder, Prefix + Guid.NewGuid().ToString("N"));

    /// <summary>True for the first asker, false for all others.</summary>
    public static bool Take(string claim)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(claim)!);
            using var file = new FileStream(claim, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            return true;
        }
        catch (IOException) when (File.Exists(claim))
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Better told twice than never.
            return true;
        }
    }

    public static void DeleteOld(string outputFolder)
    {
        foreach (var claim in Directory.EnumerateFiles(outputFolder, Prefix + "*"))
            File.Delete(claim);
    }
}
