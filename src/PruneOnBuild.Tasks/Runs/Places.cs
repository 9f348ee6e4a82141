using System.Text;

namespace PruneOnBuild.Tasks.Runs;

/// <summary>
/// Makes texts of one clone those of another: a control character stands for each folder that differs between them. Everything below the repository
/// that holds the policy moves with it; without a repository nothing moves, and a text serves the same folder alone.
/// </summary>
internal sealed class Places
{
    /// <summary>From here on: control characters that no report and no log has.</summary>
    private const char FirstMark = '\x0E';

    private readonly IReadOnlyList<(string Text, char Mark)> _marks;

    /// <param name="folders">Full paths, or a relative one as the worker shows it, which ends in a separator.</param>
    private Places(IEnumerable<string> folders) => _marks =
    [
        .. folders.SelectMany(Forms)
            .Select((text, index) => (text, (char)(FirstMark + index)))
            .OrderByDescending(mark => mark.text.Length),
    ];

    /// <summary>Null where a path has letters that reports or SARIF write in another way, and so would not be found again.</summary>
    public static Places? Of(string policy, string output, string cache, string project)
    {
        string[] folders = [RepositoryOf(policy) ?? "", output, Shown(output, project), cache];
        return folders.All(folder => folder.All(IsPlain)) ? new Places(folders) : null;
    }

    /// <summary>Null where the text has marks of its own.</summary>
    public string? Abstract(string text)
    {
        return text.Any(character => character is >= FirstMark and < ' ')
            ? null : _marks.Aggregate(text, (made, mark) => Replaced(made, mark.Text, mark.Mark));
    }

    public string Concrete(string text) => _marks.Aggregate(text, (made, mark) => made.Replace(mark.Mark.ToString(), mark.Text));

    private static string? RepositoryOf(string file)
    {
        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            // A file in a work tree or a submodule.
            var git = Path.Combine(folder, ".git");
            if (Directory.Exists(git) || File.Exists(git))
                return folder;
        }
        return null;
    }

    private static string Shown(string folder, string project) =>
        folder.StartsWith(project + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? folder.Substring(project.Length + 1) + Path.DirectorySeparatorChar : "";

    /// <summary>
    /// As it is, as JSON writes it and as an address has it: always three, so that a mark means the same in every clone. None looks like another
    /// where it has to be told from it.
    /// </summary>
    private static IEnumerable<string> Forms(string folder) =>
        [folder, folder.Replace("\\", "\\\\"), Path.IsPathRooted(folder) ? $"file:///{folder.Replace('\\', '/').TrimStart('/').Replace(" ", "%20")}" : ""];

    private static bool IsPlain(char character) =>
        IsOfName(character) || character is '/' or ' ' || (Path.DirectorySeparatorChar == '\\' && character is '\\' or ':');

    private static bool IsOfName(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.' or '~';

    private static string Replaced(string text, string folder, char mark)
    {
        if (folder.Length == 0)
            return text;
        var made = new StringBuilder();
        var done = 0;
        for (var at = text.IndexOf(folder, StringComparison.Ordinal); at >= 0; at = text.IndexOf(folder, at + 1, StringComparison.Ordinal))
        {
            if (at < done || !IsWhole(text, at, folder))
                continue;
            made.Append(text, done, at - done).Append(mark);
            done = at + folder.Length;
        }
        return made.Append(text, done, text.Length - done).ToString();
    }

    /// <summary>No part of a longer name.</summary>
    private static bool IsWhole(string text, int at, string folder)
    {
        var end = at + folder.Length;
        return (at == 0 || !IsOfName(text[at - 1]))
            && (end == text.Length || folder[folder.Length - 1] is '/' or '\\' || !IsOfName(text[end]));
    }
}
