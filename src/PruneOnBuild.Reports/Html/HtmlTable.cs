using System.Text;
using PruneOnBuild.Reports.Tables;

using static PruneOnBuild.Reports.Html.Markup;

namespace PruneOnBuild.Reports.Html;

/// <summary>The tables of the other reports as HTML.</summary>
internal static class HtmlTable
{
    /// <param name="bars">For each row a share that is drawn behind its numbers; null: none.</param>
    public static string Write(Table table, IReadOnlyList<double?>? bars = null)
    {
        int place = Enumerable.Range(1, table.Columns.Length - 1).FirstOrDefault(c => !table.Columns[c].Right, table.Columns.Length);
        var text = new StringBuilder("<table>\n<thead>");
        AppendRow(text, table, bars is null ? -1 : place, "th", [.. table.Columns.Select(column => column.Title)], "<th></th>");
        text.Append("</thead>\n<tbody>\n");
        for (int row = 0; row < table.Rows.Length; row++)
            AppendRow(text, table, bars is null ? -1 : place, "td", table.Rows[row], bars?[row] is { } share ? Bar(share) : """<td class="bar"></td>""");
        return text.Append("</tbody>\n</table>\n").ToString();
    }

    private static void AppendRow(StringBuilder text, Table table, int barAt, string tag, IReadOnlyList<string> cells, string bar)
    {
        text.Append("<tr>");
        for (int c = 0; c <= cells.Count; c++)
        {
            text.Append(c == barAt ? bar : "");
            if (c < cells.Count)
                text.Append($"<{tag}{(table.Columns[c].Right ? " class=\"number\"" : "")}>{Escape(cells[c])}</{tag}>");
        }
        text.Append("</tr>\n");
    }

    private static string Bar(double share) => $"""<td class="bar"><div><span style="width:{Share(share)}"></span></div></td>""";
}
