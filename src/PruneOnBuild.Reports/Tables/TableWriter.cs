using System.Text;

namespace PruneOnBuild.Reports.Tables;

/// <summary>A table for the console: aligned columns, two blanks apart, no line longer than <see cref="Width"/>.</summary>
public static class TableWriter
{
    /// <summary>Columns of text that a line may take.</summary>
    public const int Width = 100;

    private const string Indent = "  ";
    private const string Gap = "  ";

    public static string Write(Table table)
    {
        int[] widths =
            [.. table.Columns.Select((column, c) => table.Rows.Select(row => row[c].Length).Append(column.Title.Length).Max())];
        Narrow(table, widths);
        var text = new StringBuilder();
        AppendLine(text, table, widths, [.. table.Columns.Select(column => column.Title)]);
        foreach (var row in table.Rows)
            AppendLine(text, table, widths, row);
        return text.ToString();
    }

    private static void Narrow(Table table, int[] widths)
    {
        int excess = Indent.Length + widths.Sum() + (Gap.Length * (widths.Length - 1)) - Width;
        while (excess > 0)
        {
            int widest = Enumerable.Range(0, widths.Length).Where(c => !table.Columns[c].Right).MaxBy(c => widths[c]);
            widths[widest]--;
            excess--;
        }
    }

    private static void AppendLine(StringBuilder text, Table table, int[] widths, IReadOnlyList<string> cells)
    {
        var line = new StringBuilder(Indent);
        for (int c = 0; c < cells.Count; c++)
        {
            string cell = Shorten(cells[c], widths[c]);
            line.Append(c == 0 ? "" : Gap).Append(table.Columns[c].Right ? cell.PadLeft(widths[c]) : cell.PadRight(widths[c]));
        }
        text.Append(line.ToString().TrimEnd()).Append('\n');
    }

    /// <summary>The middle goes: names of nodes differ at both ends.</summary>
    public static string Shorten(string cell, int width)
    {
        const string Gone = "...";
        int left = Math.Max(0, (width - Gone.Length) / 2);
        return cell.Length <= width ? cell : cell[..left] + Gone + cell[^Math.Max(0, width - Gone.Length - left)..];
    }
}
