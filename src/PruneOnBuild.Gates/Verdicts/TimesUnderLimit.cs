using System.Collections.Immutable;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>Times of which a share must lie under a limit.</summary>
/// <param name="Ms">In the order taken.</param>
/// <param name="Share">In (0, 1): 0.95 for a 95th percentile.</param>
/// <param name="Stretch">Times taken without a pause.</param>
/// <param name="Noun">What one time is of, in the plural.</param>
internal sealed record TimesUnderLimit(ImmutableArray<double> Ms, double Share, int Stretch, string Noun)
{
    /// <summary>Samples of one run, where the threshold is of samples per second; null: it is of milliseconds.</summary>
    public int? Batch { get; init; }

    /// <summary>A time in the threshold's unit; and back, for it is its own inverse.</summary>
    public double InUnit(double ms) => Batch is { } batch ? batch * 1000 / ms : ms;

    public string Text(double ms) => Batch is null ? Units.Milliseconds(ms) : Units.PerSecond(InUnit(ms));
}
