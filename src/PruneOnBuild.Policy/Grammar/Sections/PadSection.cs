using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>pad: { to: 640, value: 114 }</c></summary>
internal static class PadSection
{
    public static readonly Key<int> To = new("to", Of.Pixels, "Pixels of each side afterwards.") { Required = true };

    public static readonly Key<double> Value = new("value", Of.Number(-1e9, 1e9, "114"), "Value of the new pixels, in every channel.")
    { Default = "0" };

    public static readonly Key<PadPlace> At = new("at", DataChoices.PadAt, "Where the new pixels go.") { Default = "center" };

    public static readonly Section Form = new("models.data.preprocess.pad", To, Value, At);

    /// <returns>Null where a value is wrong.</returns>
    public static PreprocessStep.Pad? Bind(SectionReading reading) =>
        reading.Written(To) is { } to ? new(to.Value, reading.Get(Value).Value, reading.Get(At).Value) : null;
}
