using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>goal: { KIND: value }</c></summary>
internal static class GoalSection
{
    public static readonly Key<double> Speedup = new("speedup", Of.Above(1, "1.8"),
        "Dense latency over pruned latency, measured on this machine. Not for sparse targets.");

    public static readonly Key<double> Flops = new("flops", Of.ShareAboveZero("0.5 or 50%"),
        "Share of the multiply-adds that is kept; on sparse targets of those whose weight is not zero.");

    public static readonly Key<double> Ratio = new("ratio", Of.ShareBelowOne("0.3 or 30%"),
        "Share of the channels that go. Not for sparse targets.");

    public static readonly Key<double> Sparsity = new("sparsity", Of.ShareBelowOne("0.7 or 70%"),
        "Share of the weights that become zero. Only for sparse targets.");

    public static readonly Key<long> Size = new("size", Of.Size,
        "Bytes of the written model, at most. 1 KB is 1000 bytes, 1 KiB is 1024.");

    public static readonly Section Form = new("models.prune.goal", Speedup, Flops, Ratio, Sparsity, Size) { ExactlyOne = true };

    /// <summary>The word that prune.yaml has for a kind.</summary>
    public static string WordOf(GoalKind kind) => kind switch
    {
        GoalKind.Speedup => Speedup.Name,
        GoalKind.Flops => Flops.Name,
        GoalKind.Ratio => Ratio.Name,
        GoalKind.Sparsity => Sparsity.Name,
        GoalKind.Size => Size.Name,
        _ => "fastest",
    };

    /// <returns>Null where the value is wrong.</returns>
    public static Located<Goal>? Bind(SectionReading reading) =>
        Bind(reading, Speedup, GoalKind.Speedup)
        ?? Bind(reading, Flops, GoalKind.Flops)
        ?? Bind(reading, Ratio, GoalKind.Ratio)
        ?? Bind(reading, Sparsity, GoalKind.Sparsity)
        ?? (reading.Written(Size) is { } size ? new(new Goal(GoalKind.Size, size.Value), reading.PlaceOf(Size)) : null);

    private static Located<Goal>? Bind(SectionReading reading, Key<double> key, GoalKind kind) =>
        reading.Written(key) is { } value ? new(new Goal(kind, value.Value), reading.PlaceOf(key)) : null;
}
