using System.Text.Json;
using System.Text.RegularExpressions;

namespace PruneOnBuild.Cli.Committed;

/// <summary>What a JSON reader says of a mistake, without the names of our types and the place, which the error's location has.</summary>
internal static partial class JsonMistakes
{
    public static string InWords(JsonException mistake)
    {
        string text = mistake.Message.ReplaceLineEndings(" ").Split(" Path: ")[0].Split(" LineNumber: ")[0].TrimEnd('.');
        if (Missing().Match(text) is { Success: true } missing)
            return $"{missing.Groups[1].Value} is missing";
        if (Unknown().Match(text) is { Success: true } unknown)
            return $"{unknown.Groups[1].Value} is unknown";
        return Null().Match(text) is { Success: true } none ? $"'{JsonNamingPolicy.CamelCase.ConvertName(none.Groups[1].Value)}' is null" : text;
    }

    [GeneratedRegex("missing required properties including: (.*)$")]
    private static partial Regex Missing();

    [GeneratedRegex("^The JSON property ('.*') could not be mapped")]
    private static partial Regex Unknown();

    [GeneratedRegex("^The constructor parameter '(.*)' on type '.*' doesn't allow null")]
    private static partial Regex Null();
}
