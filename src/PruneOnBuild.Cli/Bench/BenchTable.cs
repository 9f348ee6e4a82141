using System.Collections.Immutable;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Gates;
using PruneOnBuild.Policy;
using PruneOnBuild.Reports.Tables;

namespace PruneOnBuild.Cli.Bench;

/// <summary>
/// The table, row by row as points get done, so its columns are as wide as they are from the start; and the whole as Markdown. No line is
/// longer than <see cref="TableWriter.Width"/>.
/// </summary>
internal sealed class BenchTable
{
    private const int Indent = 2;
    private const int Gap = 2;

    private readonly bool _isSparse;
    private readonly string _loss;
    private readonly ImmutableArray<Contender> _contenders;
    private readonly BenchFigures _figures;
    private readonly ImmutableArray<BenchColumn> _columns;

    public BenchTable(BenchJob job, ImmutableArray<Contender> contenders)
    {
        _isSparse = job.IsSparse;
        _loss = job.Gate.LowerIsBetter ? "rise" : "drop";
        _contenders = contenders;
        _figures = new BenchFigures(job.IsSparse, job.Gate);
        _columns = [.. Columns(GateNames.Metric(job.Gate))];
    }

    /// <summary>Whose columns they are, and what they hold.</summary>
    public string Title => Line(_columns.Select(column => column.Group)) + Line(_columns.Select(column => column.Title));

    public string Dense(double metric) => Line(DenseCells(metric));

    public string Row(BenchRow row, double dense) => Line(Cells(row, dense));

    public string Markdown(IEnumerable<BenchRow> rows, double dense) => MarkdownTable.Write(new Table(
        [.. _columns.Select(column => new Column($"{column.Group} {column.Title}".TrimStart(), Right: true))],
        [DenseCells(dense), .. rows.Select(row => Cells(row, dense))]));

    private IEnumerable<BenchColumn> Columns(string metric)
    {
        string reached = _isSparse ? "zeros" : "m-adds";
        yield return new("", "asked", 6);
        foreach (var contender in _contenders)
        {
            yield return new(OptionLists.Word(contender), reached, 7);
            yield return new(OptionLists.Word(contender), metric, 9);
            if (contender == Contender.Ours)
                yield return new(OptionLists.Word(contender), _loss, 7);
        }
        if (_contenders.Contains(Contender.Ours))
            yield return new(OptionLists.Word(Contender.Ours), "prune s", 7);
        yield return new("", "peak MB", 7);
    }

    private ImmutableArray<string> DenseCells(double metric)
    {
        // Under the first metric: the dense model has one figure, whoever stands beside it.
        return [.. _columns.Select((_, column) => column switch { 0 => "dense", 2 => _figures.Metric(metric), _ => "" })];
    }

    private ImmutableArray<string> Cells(BenchRow row, double dense)
    {
        var cells = ImmutableArray.CreateBuilder<string>();
        cells.Add(_figures.Asked(row.Asked));
        foreach (var cell in row.Cells)
        {
            cells.Add(cell.IsMeasured ? _figures.Reached(cell.Reached) : BenchFigures.None);
            cells.Add(cell.IsMeasured ? _figures.Metric(cell.Metric) : cell.Mistake!.Code);
            if (cell.By == Contender.Ours)
                cells.Add(cell.IsMeasured ? _figures.Loss(dense, cell.Metric) : BenchFigures.None);
        }
        if (row.Cells.FirstOrDefault(cell => cell.By == Contender.Ours) is { } ours)
            cells.Add(BenchFigures.Seconds(ours.Seconds));
        cells.Add(BenchFigures.Megabytes(row.PeakBytes));
        return cells.ToImmutable();
    }

    private string Line(IEnumerable<string> cells) => new string(' ', Indent)
        + string.Join(new string(' ', Gap), cells.Select((cell, column) => cell.PadLeft(_columns[column].Width))).TrimEnd() + "\n";
}
