using PruneOnBuild.Policy.Diagnostics;
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

    public static readonly Key<ChannelOrder> Order = new("order", DataChoices.Order,
        "Samples are stored as RGB; from here on their channels are in this order.");

    public static readonly Key<SectionReading> Resize = new("resize", ResizeSection.Form, "Another size in pixels.");

    public static readonly Key<SectionReading> Crop = new("crop", CropSection.Form, "A part of the image.");

    public static readonly Key<SectionReading> Pad = new("pad", PadSection.Form,
        "Pixels of one value around the image, up to a square.");

    public static readonly Key<GrayWeights> Gray = new("gray", DataChoices.Gray, "One channel of three.");

    public static readonly Key<NumberType> Type = new("type", DataChoices.Type,
        "Values rounded to what this type holds. What the model's input reads needs no step.");

    public static readonly Section Form = new("models.data.preprocess",
        Scale, Normalize, Layout, Order, Resize, Crop, Pad, Gray, Type) { ExactlyOne = true };

    /// <returns>Null where the value is wrong.</returns>
    public static Located<PreprocessStep>? Bind(SectionReading reading, Mistakes mistakes) =>
        Step(reading, Scale, scale => new PreprocessStep.Scale(scale))
        ?? Step(reading, Normalize, normalize => NormalizeSection.Bind(normalize, mistakes))
        ?? Step(reading, Layout, layout => new PreprocessStep.Layout(layout))
        ?? Step(reading, Order, order => new PreprocessStep.Order(order))
        ?? Step(reading, Resize, resize => ResizeSection.Bind(resize, mistakes))
        ?? Step(reading, Crop, crop => CropSection.Bind(crop, mistakes))
        ?? Step(reading, Pad, pad => PadSection.Bind(pad))
        ?? Step(reading, Gray, gray => new PreprocessStep.Gray(gray))
        ?? Step(reading, Type, type => new PreprocessStep.Type(type));

    private static Located<PreprocessStep>? Step<T>(SectionReading reading, Key<T> key, Func<T, PreprocessStep?> bind) =>
        reading.Written(key) is { } written && bind(written.Value) is { } step ? new(step, reading.PlaceOf(key)) : null;
}
