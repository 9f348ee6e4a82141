using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

/// <summary>Every POB1 message. This part: the text of prune.yaml; the other: what the settings mean together.</summary>
internal static partial class PolicyErrors
{
    public static Diagnostic Unreadable(string file, string why, string remedy) =>
        Error("POB1001", new(file), $"The policy cannot be read: {why}. {remedy}");

    public static Diagnostic BrokenYaml(SourceLocation place, string complaint, string remedy) =>
        Error("POB1002", place, $"This is not valid yaml: {complaint}. {remedy}");

    public static Diagnostic TabIndents(SourceLocation place) =>
        BrokenYaml(place, "the line is indented with a tab", "Indent with spaces.");

    public static Diagnostic OpenBracket(SourceLocation place) =>
        BrokenYaml(place, "a '{' or '[' further up is not closed before this line", "Close it.");

    public static Diagnostic SeveralDocuments(SourceLocation place) =>
        BrokenYaml(place, "a second document begins here", "A policy is one document; remove the '---'.");

    public static Diagnostic Tag(SourceLocation place, string tag) =>
        BrokenYaml(place, $"the tag '{Quote.Shorten(tag)}' stands before a value", "A policy has no tags; remove it.");

    public static Diagnostic KeyIsNoText(SourceLocation place) =>
        BrokenYaml(place, "a key of this section is a list or a section", "Keys are plain words; put text that begins with [ or "
            + "{ in quotes.");

    public static Diagnostic KeyMissing(SourceLocation place) =>
        BrokenYaml(place, "no key stands before the ':' here", "Write the key, or put text that begins with : in quotes.");

    public static Diagnostic ValueMissing(SourceLocation place) =>
        BrokenYaml(place, "a value is missing here", "Check indentation, quotes and brackets here and just above.");

    public static Diagnostic UnknownAlias(SourceLocation place, string name, IEnumerable<string> known) =>
        BrokenYaml(place, $"*{Quote.Shorten(name)} refers to an anchor that is not defined above",
            name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_')
                ? $"{DidYouMean(name, known)}Write &{Quote.Shorten(name)} before the value that is meant, further up."
                : $"Text that begins with * needs quotes: \"*{Quote.Shorten(name)}\".");

    public static Diagnostic AliasHoldsItself(SourceLocation place, string name) =>
        BrokenYaml(place, $"*{Quote.Shorten(name)} refers to the value that it stands in", "Remove it.");

    public static Diagnostic TooDeep(SourceLocation place, int most) =>
        Error("POB1003", place, $"The policy is nested more than {most} levels deep here. No setting lies that deep; check the "
            + "brackets.");

    public static Diagnostic TooLarge(SourceLocation place, string how) =>
        Error("POB1003", place, $"The policy is too large: {how}. Split it into several policies.");

    public static Diagnostic UnknownValue(SourceLocation place, string name, string value, IEnumerable<string> allowed) =>
        Error("POB1004", place, $"{name} '{Quote.Shorten(value)}' is unknown. {DidYouMean(value, allowed)}Use "
            + $"{Quote.List(allowed)}.");

    /// <param name="home">The section that the key belongs to, where it is a key of another one.</param>
    public static Diagnostic UnknownKey(
        SourceLocation place, string key, string section, IEnumerable<string> allowed, string? home = null)
    {
        var where = section.Length == 0 ? "at the top of a policy" : $"in '{section}'";
        var hint = home is null ? DidYouMean(key, allowed) : $"It belongs in '{home}'. ";
        return Error("POB1005", place, $"The key '{Quote.Shorten(key)}' is unknown {where}. {hint}Allowed are "
            + $"{Quote.List(allowed, "and")}.");
    }

    public static Diagnostic WrongType(
        SourceLocation place, string name, string actual, string expected, string? remedy = null) =>
        Error("POB1006", place, $"{name} is {actual}, but must be {expected}.{(remedy is null ? "" : " " + remedy)}");

    /// <param name="must">"lie in [0, 1)", "be above 0".</param>
    public static Diagnostic OutOfRange(SourceLocation place, string name, string actual, string must, string? remedy = null) =>
        Error("POB1007", place, $"{name} is {Quote.Shorten(actual)}, but must {must}.{(remedy is null ? "" : " " + remedy)}");

    /// <param name="kind">"a size", "a duration".</param>
    public static Diagnostic Unit(
        SourceLocation place, string name, string text, string unit, IEnumerable<string> units, string kind, string example) =>
        Error("POB1008", place, unit.Length == 0
            ? $"{name} is {Quote.Shorten(text)} without a unit. Write {kind} as {example}; units are {Quote.List(units, "and")}."
            : $"{name} is {Quote.Shorten(text)}, but '{Quote.Shorten(unit)}' is no unit of {kind}. "
                + $"{DidYouMean(unit, units)}Units are {Quote.List(units, "and")}.");

    public static Diagnostic KeyTwice(SourceLocation place, string key, SourceLocation first) =>
        Error("POB1009", place, $"'{Quote.Shorten(key)}' is already written in line {first.Line}. Keep one of the two.");

    public static Diagnostic MissingKey(SourceLocation place, string section, string key, string expected) =>
        Error("POB1010", place, $"{section} lacks the key '{key}'. Add '{key}:' with {expected}.");

    public static Diagnostic Empty(string file) =>
        Error("POB1010", new(file, 1, 1), "The policy is empty. It needs version: 1, targets: and models:; prune.yaml.example "
            + "shows each key.");

    public static Diagnostic Version(SourceLocation place, string actual, int known) =>
        Error("POB1011", place, $"version is {actual}, but this PruneOnBuild reads version {known}. Write version: {known}, or "
            + "build with the PruneOnBuild that the policy was written for.");

    public static Diagnostic ExactlyOne(SourceLocation place, string name, IReadOnlyList<string> written, string allowed) =>
        Error("POB1021", place, written.Count == 0
            ? $"{name} says nothing. Write exactly one of {allowed}."
            : $"{name} has {written.Count} keys ({string.Join(", ", written)}), but takes exactly one. Keep one of them.");

    public static Diagnostic ChannelsDiffer(SourceLocation place, int means, int stds) =>
        Error("POB1032", place, $"std has {stds} values and mean has {means}. Give both one value per channel, or one for all "
            + "channels.");

    /// <param name="needed">"both width and height".</param>
    public static Diagnostic SizeOfImages(SourceLocation place, string step, string written, string needed) =>
        Error("POB1055", place, $"{step} has {written}, but takes {needed}. Write one way to say the size.");

    public static Diagnostic NamedTwice(SourceLocation place, string list, string name) =>
        Error("POB1056", place, $"{list} names '{Quote.Shorten(name)}' twice. Each name stands for one place in the model's output; "
            + "remove one of the two.");

    private static string DidYouMean(string word, IEnumerable<string> known) =>
        NearestName.Of(word, known) is { } nearest ? $"Did you mean '{Quote.Shorten(nearest)}'? " : "";

    private static Diagnostic Error(string code, SourceLocation place, string message) => Diagnostic.Error(code, place, message);
}
