using PruneOnBuild.Policy;

namespace PruneOnBuild.Reports.Sections;

/// <summary>The target that the model was pruned for, in the words of prune.yaml.</summary>
/// <param name="Threads">Null: as many as the runtime takes by itself.</param>
/// <param name="Pattern">Null: structured pruning.</param>
/// <param name="Widths">Channel counts were kept on multiples of this.</param>
public sealed record TargetSection(string Name, string Hardware, string Provider, int? Threads, string? Pattern, int Widths)
{
    /// <summary>What zeros are for; null: structured pruning.</summary>
    public string? Intent { get; init; }

    /// <summary>What zeros are good for on the target, in words; null: structured pruning.</summary>
    public string? Zeros { get; init; }

    /// <summary>Whether no session of the machine that builds stands for the target.</summary>
    public bool IsElsewhere { get; init; }

    public static TargetSection Of(TargetPolicy target, string provider) =>
        new(
            target.Name,
            target.Hardware.Word(),
            provider,
            target.Threads,
            target.Pattern?.Value.ToString(),
            target.WidthMultiple)
        {
            IsElsewhere = target.IsElsewhere,
            Intent = target.Pattern is null ? null : target.Intent.Word(),
            Zeros = target.Pattern is null ? null : ZerosInWords.Of(target),
        };

    /// <summary><c>server (cpu, 2 threads)</c></summary>
    public override string ToString()
    {
        string threads = Threads switch { null => "", 1 => ", 1 thread", _ => $", {Threads} threads" };
        string pattern = Pattern is null ? "" : $", {Pattern}";
        string intent = Intent == Policy.Intent.Size.Word() ? ", for size only" : "";
        return $"{Name} ({Hardware}{pattern}{intent}{threads})";
    }
}
