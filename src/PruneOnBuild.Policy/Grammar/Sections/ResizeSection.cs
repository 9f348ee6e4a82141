using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>resize: { width: .., height: .. }</c>, or by one side.</summary>
internal static class ResizeSection
{
    public static readonly Key<int> Width = new("width", Of.Pixels, "Pixels of a row afterwards. Goes with height.");

    public static readonly Key<int> Height = new("height", Of.Pixels, "Pixels of a column afterwards. Goes with width.");

    public static readonly Key<int> Short = new("short", Of.Pixels,
        "Pixels of the shorter side; the longer one follows, rounded down.");

    public static readonly Key<int> Long = new("long", Of.Pixels,
        "Pixels of the longer side; the shorter one follows, rounded to the nearest.");

    public static readonly Key<ResizeFilter> Filter = new("filter", DataChoices.Filter, "How the new pixels are made.")
    { Default = "bilinear" };

    public static readonly Key<bool> Antialias = new("antialias", Of.Flag,
        "Filters widen where images shrink, as PIL does; with false they do not, as OpenCV does. For bilinear and bicubic.")
    { Default = "true" };

    public static readonly Section Form = new("models.data.preprocess.resize", Width, Height, Short, Long, Filter, Antialias);

    /// <returns>Null where a value is wrong or the size is not said in one way.</returns>
    public static PreprocessStep.Resize? Bind(SectionReading reading, Mistakes mistakes)
    {
        string[] written = [.. new[] { Width, Height, Short, Long }.Where(reading.Has).Select(key => key.Name)];
        if (written is not (["width", "height"] or ["short"] or ["long"]))
        {
            mistakes.Add(PolicyErrors.SizeOfImages(reading.Location, "resize",
                written.Length == 0 ? "no size" : string.Join(" and ", written), "width and height, or short, or long"));
            return null;
        }
        return new(
            Pixels(reading, Width), Pixels(reading, Height), Pixels(reading, Short), Pixels(reading, Long),
            reading.Get(Filter).Value, reading.Get(Antialias).Value);
    }

    private static int Pixels(SectionReading reading, Key<int> key) => reading.Written(key)?.Value ?? 0;
}
