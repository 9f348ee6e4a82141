using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>gates: memory:</c></summary>
internal static class MemorySection
{
    public static readonly Key<long> Max = new("max", Of.Size,
        "What the pruned model adds to the peak memory of a process that opens no model, at most.");

    public static readonly Key<double> MaxShare = new("maxShare", Of.ShareAboveZero("0.8 or 80%"),
        "What the pruned model adds over what the dense one adds, at most.");

    public static readonly Section Form = new("models.gates.memory", Max, MaxShare);

    public static MemoryGate Bind(SectionReading reading) => new()
    {
        Location = reading.Location,
        Max = reading.Written(Max),
        MaxShare = reading.Written(MaxShare),
    };
}
