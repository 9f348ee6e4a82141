using System.Text;
using PruneOnBuild.RandomGraphs.Laws;

namespace PruneOnBuild.Benchmarks;

/// <summary>Adds up what became of many graphs.</summary>
internal sealed class LawSummary
{
    private readonly SortedDictionary<string, (int Nodes, int Cut)> _operators = [];
    private readonly SortedDictionary<string, List<long>> _violations = [];
    private readonly SortedDictionary<string, List<long>> _refusals = [];
    private int _graphs;
    private int _withCut;
    private int _channels;
    private int _saying;
    private int _wrongCuts;
    private int _noticed;
    private double _largest;

    public int Violations { get; private set; }

    public void Add(long seed, LawOutcome outcome)
    {
        _graphs++;
        if (outcome.Refusal is { } refusal)
        {
            Remember(_refusals, refusal, seed);
            return;
        }

        if (outcome.Violation is { } violation)
        {
            Violations++;
            Remember(_violations, violation.Kind, seed);
        }

        _withCut += outcome.ChannelsCut > 0 ? 1 : 0;
        _channels += outcome.ChannelsCut;
        _saying += outcome.Varies ? 1 : 0;
        _wrongCuts += outcome.NoticesTheWrongCut is null ? 0 : 1;
        _noticed += outcome.NoticesTheWrongCut == true ? 1 : 0;
        if (outcome.Violation is null) _largest = Math.Max(_largest, outcome.Error);
        foreach (var node in outcome.Model.Nodes) Count(node.OpType, 1, 0);
        foreach (var cut in outcome.CutOperators) Count(cut, 0, 1);
    }

    public string Text(TimeSpan elapsed)
    {
        var text = new StringBuilder();
        var refused = _refusals.Values.Sum(seeds => seeds.Count);
        var taken = Math.Max(1, _graphs - refused);
        text.AppendLine($"graphs          {_graphs}, {_graphs / elapsed.TotalSeconds:f0} a second, {elapsed.TotalSeconds:f1} s");
        text.AppendLine($"refused         {refused} by the runtime ({Percent(refused, _graphs)})");
        text.AppendLine($"outputs vary    {_saying} ({Percent(_saying, taken)})");
        text.AppendLine($"with a cut      {_withCut} ({Percent(_withCut, taken)}), {_channels} channels");
        text.AppendLine($"wrong cuts      {_noticed} of {_wrongCuts} noticed ({Percent(_noticed, _wrongCuts)})");
        text.AppendLine($"largest error   {_largest:g3} where the law held");
        text.AppendLine($"operators       {_operators.Count}: name nodes/nodes around which channels went");
        foreach (var row in _operators.Chunk(5))
            text.AppendLine($"  {string.Join("  ", row.Select(entry => $"{entry.Key} {entry.Value.Nodes}/{entry.Value.Cut}".PadRight(28)))}".TrimEnd());
        text.AppendLine($"violations      {Violations}");
        Seeds(text, _violations);
        if (refused > 0) text.AppendLine("refusals");
        Seeds(text, _refusals);
        return text.ToString();
    }

    private static void Seeds(StringBuilder text, SortedDictionary<string, List<long>> kinds)
    {
        foreach (var (kind, seeds) in kinds) text.AppendLine($"  {seeds.Count} {kind}: {string.Join(' ', seeds.Order().Take(40))}");
    }

    private static void Remember(SortedDictionary<string, List<long>> kinds, string kind, long seed)
    {
        if (!kinds.TryGetValue(kind, out var seeds)) kinds[kind] = seeds = [];
        seeds.Add(seed);
    }

    private void Count(string op, int nodes, int cut)
    {
        var (n, c) = _operators.GetValueOrDefault(op);
        _operators[op] = (n + nodes, c + cut);
    }

    private static string Percent(int part, int whole) => $"{100.0 * part / Math.Max(1, whole):f1} %";
}
