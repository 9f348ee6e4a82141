using System.Text;
using PruneOnBuild.Policy.Grammar;
using PruneOnBuild.Policy.Grammar.Sections;

namespace PruneOnBuild.Policy.Tests;

/// <summary>The tables of keys in docs/policy.md, from the grammar.</summary>
internal static class KeyReference
{
    private const string Begin = "<!-- keys: made from the grammar by PolicyDocsTests, do not edit -->";
    private const string End = "<!-- end of keys -->";

    /// <summary>The page with its tables replaced.</summary>
    public static string Into(string page)
    {
        var from = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = page.IndexOf(End, StringComparison.Ordinal);
        return $"{page[..from]}\n{Tables()}{page[to..]}";
    }

    private static string Tables()
    {
        var text = new StringBuilder();
        foreach (var section in PolicySection.Form.WithInner())
        {
            text.Append('\n').Append(section.Name.Length == 0 ? "### The file" : $"### `{section.Name}`").Append("\n\n");
            if (section.ExactlyOne)
                text.Append("Exactly one of these keys.\n\n");
            text.Append("| Key | Value | Default | Meaning |\n|---|---|---|---|\n");
            foreach (var key in section.Keys)
                text.Append($"| `{key.Name}`{(key.Required ? " (required)" : "")} | {Cell(key.Form.Short)} "
                    + $"| {(key.Default is { } value ? $"`{value}`" : "")} | {Cell(key.Doc)} |\n");
            foreach (var key in section.Keys)
                AppendChoices(text, key);
        }
        return text.Append('\n').ToString();
    }

    private static void AppendChoices(StringBuilder text, Key key)
    {
        if (key.Form.Schema() is not { } schema || schema["enumDescriptions"] is not { } docs)
            return;
        text.Append($"\n`{key.Name}`:\n\n");
        foreach (var (word, doc) in schema["enum"]!.AsArray().Zip(docs.AsArray()))
            text.Append($"- `{word}`: {doc}\n");
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
