using Xunit;

namespace PruneOnBuild.Testing;

/// <summary>
/// The folder of models and data that tests may use but the repository does not hold: the one named by the environment
/// variable PRUNEONBUILD_SHARED, else <c>shared</c> beside the repository.
/// </summary>
public static class Shared
{
    private const string Variable = "PRUNEONBUILD_SHARED";

    /// <summary>The folder's full path, or null where there is none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The folder's full path; skips the calling test, a [SkippableFact] or [SkippableTheory], where there is none.</summary>
    public static string Require()
    {
        Skip.If(Folder is null, $"needs the folder 'shared' beside the repository, or the one that {Variable} names");
        return Folder!;
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
            return Directory.Exists(named)
                ? Path.GetFullPath(named)
                : throw new DirectoryNotFoundException($"{Variable} names '{named}', which is not a folder.");
        var beside = Path.Combine(Repository.Root, "..", "shared");
        return Directory.Exists(beside) ? Path.GetFullPath(beside) : null;
    }
}
