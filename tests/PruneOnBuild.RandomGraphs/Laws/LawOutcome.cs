using PruneOnBuild.Graph;

namespace PruneOnBuild.RandomGraphs.Laws;

/// <summary>What became of one recipe.</summary>
public sealed record LawOutcome(Recipe Recipe, ModelGraph Model)
{
    /// <summary>Why the runtime takes the dense graph for invalid: a fault of the generator.</summary>
    public string? Refusal { get; init; }

    /// <summary>What kind of law was broken, and how; null where all held.</summary>
    public Violation? Violation { get; init; }

    public int Groups { get; init; }

    /// <summary>Sets of channels removed.</summary>
    public int ChannelsCut { get; init; }

    /// <summary>How far the pruned outputs were from the masked ones, relative to the largest.</summary>
    public double Error { get; init; }

    /// <summary>Outputs differ from input to input, and all are finite.</summary>
    public bool Varies { get; init; }

    /// <summary>Whether cutting another channel than was masked was noticed; null where it was not tried.</summary>
    public bool? NoticesTheWrongCut { get; init; }

    /// <summary>Operators around which channels went.</summary>
    public IReadOnlyList<string> CutOperators { get; init; } = [];

    /// <summary>All that a reader needs to repeat and understand a violation.</summary>
    public string Describe() => $"{Violation?.Kind ?? (Refusal is null ? "holds" : "refused by the runtime")}: {Violation?.Message ?? Refusal}\n  recipe: {Recipe}\n{Violation?.Plan}{GraphText.Of(Model)}";
}
