namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>The forms that sections are made of.</summary>
internal static class Of
{
    public static SizeForm Size { get; } = new();

    public static DurationForm Duration { get; } = new();

    public static FlagForm Flag { get; } = new();

    public static CountForm Count(string example) => new(example);

    public static BandwidthForm Bandwidth { get; } = new();

    public static TextForm Command(string example) => new("a command", example);

    public static TextForm Path(string example) => new("a path", example);

    public static TextForm Name(string example) => new("a name", example);

    public static NumberForm Above(double low, string example) => new(NumberRange.Above(low), example);

    public static NumberForm Number(double low, double high, string example) => new(NumberRange.From(low, high), example);

    public static IntegerForm Integer(int low, int high, string example) => new(low, high, example);

    public const int MostPixels = 65_535;

    public static IntegerForm Pixels { get; } = new(1, MostPixels, "224");

    /// <summary>[0, 1)</summary>
    public static ShareForm ShareBelowOne(string example) => new(new(0, true, 1, false), example);

    /// <summary>(0, 1]</summary>
    public static ShareForm ShareAboveZero(string example) => new(new(0, false, 1, true), example);

    /// <summary>(0.5, 1)</summary>
    public static ShareForm Confidence { get; } = new(new(0.5, false, 1, false), "0.95");

    public static ListForm<T> List<T>(Form<T> item) => new(item, mayBeEmpty: true);

    public static ListForm<T> NonEmptyList<T>(Form<T> item) => new(item);
}
