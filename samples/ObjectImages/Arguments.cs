using System.Globalization;

namespace ObjectImages;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments(int Count, ulong Seed, string Out)
{
    /// <summary>3,072 bytes each in one array: more would not fit.</summary>
    private const int MostImages = 600_000;

    public static string Usage { get; } =
        $"usage: ObjectImages --count <1..{MostImages}> --seed <number from 0> --out <file.npz>";

    /// <summary>Null if the command line is not as <see cref="Usage"/> says.</summary>
    public static Arguments? Parse(string[] args)
    {
        var values = args.Chunk(2).Where(pair => pair.Length == 2).ToLookup(pair => pair[0], pair => pair[1]);
        return args.Length == 6
            && int.TryParse(values["--count"].SingleOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is > 0 and <= MostImages
            && ulong.TryParse(values["--seed"].SingleOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            && values["--out"].SingleOrDefault() is { Length: > 0 } path
            ? new Arguments(count, seed, path)
            : null;
    }
}
