using PruneOnBuild.Testing;

namespace PruneOnBuild.House.Tests.Laws;

/// <summary>What the repository holds or is about to hold: files that git tracks, and new ones that it does not ignore.</summary>
internal static class RepositoryFiles
{
    /// <summary>Paths from the root, with forward slashes, sorted.</summary>
    internal static IReadOnlyList<string> All { get; } = List();

    internal static IEnumerable<string> Under(string folder, string extension) =>
        All.Where(file => file.StartsWith($"{folder}/", StringComparison.Ordinal) && file.EndsWith(extension, StringComparison.Ordinal));

    internal static string Text(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    /// <summary>A file with a zero byte in its beginning is no text.</summary>
    internal static bool IsText(string file)
    {
        using var stream = File.OpenRead(Path.Combine(Repository.Root, file));
        var beginning = new byte[4096];
        return !beginning.AsSpan(0, stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false)).Contains((byte)0);
    }

    private static string[] List()
    {
        var listed = Commands.Run("git", Repository.Root, ["ls-files", "--cached", "--others", "--exclude-standard", "-z"]);
        Assert.Equal(0, listed.ExitCode);
        return [.. listed.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(file => File.Exists(Path.Combine(Repository.Root, file)))
            .Distinct()
            .Order(StringComparer.Ordinal)];
    }
}
