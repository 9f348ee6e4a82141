using System.Globalization;

namespace PruneOnBuild.Benchmarks;

/// <param name="Seed">Of the first graph; the others follow.</param>
/// <param name="Recipe">Instead of all that, one graph; null where none is asked for.</param>
internal sealed record LawOptions(int Count, long Seed, bool Shrink, string? Recipe)
{
    /// <summary>null where the words make no sense.</summary>
    public static LawOptions? Parse(ReadOnlySpan<string> words)
    {
        var options = new LawOptions(1000, 1, false, null);
        for (var i = 0; i < words.Length; i++)
        {
            var next = i + 1 < words.Length ? words[i + 1] : "";
            switch (words[i])
            {
                case "--shrink":
                    options = options with { Shrink = true };
                    break;
                case "--recipe" when next.Length > 0:
                    options = options with { Recipe = next };
                    i++;
                    break;
                case "--count" when int.TryParse(next, CultureInfo.InvariantCulture, out var count):
                    options = options with { Count = count };
                    i++;
                    break;
                case "--seed" when long.TryParse(next, CultureInfo.InvariantCulture, out var seed):
                    options = options with { Seed = seed };
                    i++;
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
