using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>crop: { center: 224 }</c>, or a box.</summary>
internal static class CropSection
{
    public static readonly Key<int> Center = new("center", Of.Pixels, "Side of a square around the middle of the image.");

    public static readonly Key<int> X = new("x", Of.Integer(0, Of.MostPixels, "0"), "Pixels to the left of the box.");

    public static readonly Key<int> Y = new("y", Of.Integer(0, Of.MostPixels, "0"), "Pixels above the box.");

    public static readonly Key<int> Width = new("width", Of.Pixels, "Pixels of a row of the box.");

    public static readonly Key<int> Height = new("height", Of.Pixels, "Pixels of a column of the box.");

    public static readonly Section Form = new("models.data.preprocess.crop", Center, X, Y, Width, Height);

    /// <returns>Null where a value is wrong or the box is not whole.</returns>
    public static PreprocessStep.Crop? Bind(SectionReading reading, Mistakes mistakes)
    {
        string[] written = [.. new[] { Center, X, Y, Width, Height }.Where(reading.Has).Select(key => key.Name)];
        if (written is not (["center"] or ["x", "y", "width", "height"]))
        {
            mistakes.Add(PolicyErrors.SizeOfImages(reading.Location, "crop",
                written.Length == 0 ? "no size" : string.Join(" and ", written), "center, or x, y, width and height"));
            return null;
        }
        return new(Pixels(reading, Center), Pixels(reading, X), Pixels(reading, Y), Pixels(reading, Width), Pixels(reading, Height));
    }

    private static int Pixels(SectionReading reading, Key<int> key) => reading.Written(key)?.Value ?? 0;
}
