using System.Globalization;
using System.Text;
using PruneOnBuild.Reports.Tables;
using PruneOnBuild.Reports.Writers;

namespace PruneOnBuild.Cli.Zoo;

/// <summary>
/// The table of a zoo, row by row as models get done, so its columns are as wide as they are from the start. No line is longer than
/// <see cref="TableWriter.Width"/>.
/// </summary>
internal static class ZooTable
{
    private const string None = "-";
    private const int ModelWidth = 35;
    private const string Indent = "      ";

    public static string Title { get; } = Line("model", "nodes", "params", "m-adds", "kept 25 50 75", "law", "verdict") + "\n";

    public static string Row(ZooRow row)
    {
        string verdict = Word(row.Verdict);
        string figures = Line(
            TableWriter.Shorten(row.Model, ModelWidth),
            row.Nodes?.ToString(CultureInfo.InvariantCulture) ?? None,
            Percent(row.Share?.OfParameters),
            Percent(row.Share?.OfMultiplyAdds),
            Kept(row),
            row.Cuts.IsEmpty ? None : Law(row.Cuts.Max(cut => cut.Law.Error)),
            verdict);
        if (row.Reason.Length == 0)
            return figures + "\n";
        string whole = $"{figures}: {row.Reason}";
        return (whole.Length <= TableWriter.Width ? whole : $"{figures}:\n{Indent}{Wrap(row.Reason, Indent)}") + "\n";
    }

    /// <summary>Groups as cause and effect, then what is frozen.</summary>
    public static string Groups(ZooRow row)
    {
        var text = new StringBuilder();
        foreach (var (channels, members) in row.Groups)
            text.Append(Group(channels, members));
        foreach (var frozen in row.Frozen)
            text.Append(Group(frozen.Channels, $"frozen: {frozen.Name} {frozen.Reason}"));
        return text.ToString();
    }


    /// <summary>A share in per cent; a dash where there is nothing to have a share of.</summary>
    public static string Percent(double? share) =>
        share is null ? None : (share.Value * 100).ToString("F1", CultureInfo.InvariantCulture) + " %";

    private static string Group(int channels, string text)
    {
        string count = string.Create(CultureInfo.InvariantCulture, $"{Indent}{channels,6}  ");
        return count + Wrap(text, new string(' ', count.Length)) + "\n";
    }

    /// <summary>Wrapped, however long its words are: names of nodes know no bounds.</summary>
    private static string Wrap(string sentence, string indent) => Wrapped.Text(
        string.Join(' ', sentence.Split(' ').Select(word => TableWriter.Shorten(word, TableWriter.Width - indent.Length))), indent);

    private static string Word(ZooVerdict verdict) => verdict switch
    {
        ZooVerdict.Pruned => "pruned",
        ZooVerdict.Unchanged => "unchanged",
        ZooVerdict.Refused => "refused",
        // The one that must not be overlooked.
        _ => "WRONG",
    };

    private static string Kept(ZooRow row) => row.Cuts.IsEmpty
        ? None
        : string.Join(' ', row.Cuts.Select(cut => cut.MultiplyAdds?.ToString("F2", CultureInfo.InvariantCulture) ?? None));

    private static string Law(double error) => error == 0 ? "0" : error.ToString("0.0e-0", CultureInfo.InvariantCulture);

    private static string Line(string model, string nodes, string parameters, string multiplyAdds, string kept, string law, string verdict) =>
        $"  {model,-ModelWidth}  {nodes,6}  {parameters,7}  {multiplyAdds,7}  {kept,-14}  {law,7}  {verdict}";
}
