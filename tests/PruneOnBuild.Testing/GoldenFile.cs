namespace PruneOnBuild.Testing;

/// <summary>
/// A text that was once read and found good. To accept new ones, run the tests with PRUNEONBUILD_ACCEPT=1 and read the
/// difference.
/// </summary>
public static class GoldenFile
{
    /// <summary>What was found good, to be compared with what is now.</summary>
    /// <param name="project">The test project, whose folder Golden holds the text.</param>
    public static string Accepted(string project, string name, string actual)
    {
        string path = Path.Combine(Repository.Root, "tests", project, "Golden", name);
        if (Environment.GetEnvironmentVariable("PRUNEONBUILD_ACCEPT") == "1")
            File.WriteAllText(path, actual);
        return File.ReadAllText(path).ReplaceLineEndings("\n");
    }
}
