using System.Collections.Immutable;
using System.Globalization;

namespace PruneOnBuild.Cli.CommandLine;

/// <summary>Values that are lists, with commas between.</summary>
internal static class OptionLists
{
    private static readonly (string Word, Contender Contender)[] Known = [("ours", Contender.Ours), ("l1", Contender.L1), ("l2", Contender.L2)];

    public static string Word(Contender contender) => Known.Single(known => known.Contender == contender).Word;

    /// <summary>Numbers above 0 and below 1, in the order written; default where nothing was.</summary>
    /// <param name="allowsOne">Whether 1 is among them.</param>
    public static ImmutableArray<double> Shares(string option, string? value, bool allowsOne)
    {
        if (value is null)
            return default;
        var shares = ImmutableArray.CreateBuilder<double>();
        foreach (string word in value.Split(','))
        {
            bool fits = double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double share)
                && share > 0 && (share < 1 || (allowsOne && share == 1));
            if (!fits)
                throw CommandLineErrors.UnknownValue(option, value, [$"numbers in (0, 1{(allowsOne ? "]" : ")")} with commas between, such as 0.7,0.5"]);
            shares.Add(share);
        }
        return shares.ToImmutable();
    }

    /// <summary>Each named once, in the order written; all where nothing was.</summary>
    public static ImmutableArray<Contender> Contenders(string option, string? value)
    {
        if (value is null)
            return [.. Known.Select(known => known.Contender)];
        string[] words = value.Split(',');
        return words.Distinct().Count() == words.Length && words.All(word => Known.Any(known => known.Word == word))
            ? [.. words.Select(word => Known.Single(known => known.Word == word).Contender)]
            : throw CommandLineErrors.UnknownValue(option, value, ["ours, l1 and l2, or some of them, with commas between"]);
    }
}
