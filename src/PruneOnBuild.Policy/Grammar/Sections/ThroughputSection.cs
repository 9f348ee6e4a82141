using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>throughput: { batch: 16, min: 900 }</c></summary>
internal static class ThroughputSection
{
    public static readonly Key<int> Batch = new("batch", Of.Integer(1, 65_536, "16"),
        "Samples in one run. Above 1 the model's inputs need an open batch axis.")
    { Required = true };

    public static readonly Key<double> Min = new("min", Of.Above(0, "900"), "Samples per second of the pruned model, at least.")
    { Required = true };

    public static readonly Section Form = new("models.gates.latency.throughput", Batch, Min);

    public static ThroughputGate Bind(SectionReading reading) => new(reading.Location, reading.Get(Batch), reading.Get(Min));
}
