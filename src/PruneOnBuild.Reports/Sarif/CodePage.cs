using System.Collections.Concurrent;

namespace PruneOnBuild.Reports.Sarif;

/// <summary>The page docs/codes/CODE.md of a code, which the assembly carries.</summary>
/// <param name="Title">The heading without the code.</param>
/// <param name="Text">The whole page, Markdown.</param>
public sealed record CodePage(string Title, string Text)
{
    private static readonly ConcurrentDictionary<string, CodePage?> s_read = new();

    /// <summary>Null: the code has no page.</summary>
    public static CodePage? Find(string code) => s_read.GetOrAdd(code, Read);

    private static CodePage? Read(string code)
    {
        using var content = typeof(CodePage).Assembly.GetManifestResourceStream($"codes/{code}.md");
        if (content is null)
            return null;
        using var reader = new StreamReader(content);
        string text = reader.ReadToEnd().ReplaceLineEndings("\n");
        return new CodePage(text.Split('\n')[0][$"# {code}: ".Length..], text);
    }
}
