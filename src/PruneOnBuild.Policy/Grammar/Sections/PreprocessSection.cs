using System.Collections.Immutable;
using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary>One step under <c>data: preprocess:</c></summary>
internal static class PreprocessSection
{
    public static readonly Key<double> Scale = new("scale", Of.Number(-1e9, 1e9, "0.00392157"),
        "Every value times this number.");

    public static readonly Key<SectionReading> Normalize = new("normalize", NormalizeSection.Form,
        "(value - mean) / std, per channel.");

    public static readonly Key<TensorLayout> Layout = new("layout", Choices.Layout,
        "Samples are stored channels-last (NHWC); from here on they are in this layout.");

    public static readonly Section Form = new("models.data.preprocess", Scale, Normalize, Layout) { ExactlyOne = true };

    /// <returns>Null where the value is wrong.</returns>
    public static Located<PreprocessStep>? Bind(SectionReading reading, Mistakes mistakes)
    {
        if (reading.Written(Scale) is { } scale)
            return new(new PreprocessStep.Scale(scale.Value), reading.PlaceOf(Scale));
        if (reading.Written(Layout) is { } layout)
            return new(new PreprocessStep.Layout(layout.Value), reading.PlaceOf(Layout));
        return reading.Written(Normalize) is { } normalize && NormalizeSection.Bind(normalize.Value, mistakes) is { } step
            ? new(step, reading.PlaceOf(Normalize))
            : null;
    }
}
