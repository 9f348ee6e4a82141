using PruneOnBuild.Testing;

namespace PruneOnBuild.Policy.Tests;

/// <summary>
/// Files that the grammar's code makes and the repository holds. They are written anew, instead of compared, by
/// <c>PRUNEONBUILD_REGENERATE=1 dotnet test tests/PruneOnBuild.Policy.Tests</c>.
/// </summary>
internal static class Generated
{
    public static void ShouldBe(string repositoryPath, string expected)
    {
        var file = Path.Combine(Repository.Root, repositoryPath);
        if (Environment.GetEnvironmentVariable("PRUNEONBUILD_REGENERATE") == "1")
            File.WriteAllText(file, expected);
        Assert.True(File.Exists(file) && File.ReadAllText(file).ReplaceLineEndings("\n") == expected,
            $"{repositoryPath} differs from the grammar. Run the tests once with PRUNEONBUILD_REGENERATE=1 and commit the file.");
    }
}
