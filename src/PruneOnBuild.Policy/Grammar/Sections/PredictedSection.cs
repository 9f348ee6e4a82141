using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>gates: predicted:</c></summary>
internal static class PredictedSection
{
    public static readonly Key<double> Speedup = new("speedup", Of.Above(0, "2"),
        "Predicted dense latency over predicted pruned latency, at least.");

    public static readonly Key<TimeSpan> Latency = new("latency", Of.Duration, "Predicted pruned latency, at most.");

    public static readonly Section Form = new("models.gates.predicted", Speedup, Latency);

    public static PredictedGate Bind(SectionReading reading) => new()
    {
        Location = reading.Location,
        Speedup = reading.Written(Speedup),
        Latency = reading.Written(Latency),
    };
}
