namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>models: gates:</c></summary>
internal static class GatesSection
{
    public static readonly Key<SectionReading> Latency = new("latency", LatencySection.Form,
        "Judges latency, dense against pruned or against absolute limits. At least one threshold.");

    public static readonly Key<SectionReading> Accuracy = new("accuracy", AccuracySection.Form,
        "Judges accuracy on the evaluation data. At least one threshold.");

    public static readonly Key<SectionReading> Size = new("size", SizeSection.Form,
        "Judges the size of the pruned model's files. At least one threshold.");

    public static readonly Key<SectionReading> Structure = new("structure", StructureSection.Form,
        "Judges what the pruned model is made of, on any machine. At least one threshold.");

    public static readonly Key<SectionReading> Memory = new("memory", MemorySection.Form,
        "Judges the memory that a process needs to open the pruned model and run one sample. At least one threshold.");

    public static readonly Key<SectionReading> Predicted = new("predicted", PredictedSection.Form,
        "Judges the latency that the target's accelerator predicts. At least one threshold.");

    public static readonly Key<SectionReading> OnInconclusive = new("onInconclusive", InconclusiveSection.Form,
        "What a verdict does that the measurements cannot decide.");

    public static readonly Section Form = new("models.gates", Latency, Accuracy, Size, Structure, Memory, Predicted, OnInconclusive);

    public static GateSettings Bind(SectionReading reading)
    {
        var inconclusive = reading.Written(OnInconclusive)?.Value ?? SectionReading.Empty(reading.Location);
        return new()
        {
            Latency = reading.Written(Latency) is { } latency ? LatencySection.Bind(latency.Value) : null,
            Accuracy = reading.Written(Accuracy) is { } accuracy ? AccuracySection.Bind(accuracy.Value) : null,
            Size = reading.Written(Size) is { } size ? SizeSection.Bind(size.Value) : null,
            Structure = reading.Written(Structure) is { } structure ? StructureSection.Bind(structure.Value) : null,
            Memory = reading.Written(Memory) is { } memory ? MemorySection.Bind(memory.Value) : null,
            Predicted = reading.Written(Predicted) is { } predicted ? PredictedSection.Bind(predicted.Value) : null,
            OnInconclusiveLocal = inconclusive.Get(InconclusiveSection.Local).Value,
            OnInconclusiveCi = inconclusive.Get(InconclusiveSection.Ci).Value,
        };
    }
}
