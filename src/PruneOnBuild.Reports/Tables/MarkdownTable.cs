using System.Text;

namespace PruneOnBuild.Reports.Tables;

/// <summary>A table as Markdown; text that Markdown would read as its own is escaped.</summary>
public static class MarkdownTable
{
    public static string Write(Table table)
    {
        var text = new StringBuilder();
        AppendRow(text, table.Columns.Select(column => Escape(column.Title)));
        AppendRow(text, table.Columns.Select(column => column.Right ? "---:" : "---"));
        foreach (var row in table.Rows)
            AppendRow(text, row.Select(Escape));
        return text.ToString();
    }

    /// <summary>Plain text in a line of Markdown: pipes, emphasis, code and HTML lose their meaning.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text.ReplaceLineEndings(" "))
            escaped.Append(c is '|' or '*' or '_' or '`' or '<' or '[' or ']' or '\\' or '~' ? "\\" : "").Append(c);
        return escaped.ToString();
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
