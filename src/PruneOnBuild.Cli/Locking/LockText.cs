using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PruneOnBuild.Cli.Locking;

/// <summary>
/// prune.lock as text: JSON in one order, a line for each group, mask and warning, so that a diff shows which layers changed and two
/// branches that touch different models merge.
/// </summary>
internal static class LockText
{
    public static string Of(LockContent content)
    {
        var models = content.Models.OrderBy(model => model.Key, StringComparer.Ordinal).Select(model => $"    {Quoted(model.Key)}: {Of(model.Value)}");
        return $"{{\n  \"version\": {Number(content.Version)},\n  \"models\": {Block(models, '{', '}', "  ")}\n}}\n";
    }

    /// <summary>One entry, as it stands behind the model's path.</summary>
    public static string Of(LockEntry entry)
    {
        string[] members =
        [
            Member("model", Quoted(entry.Model)),
            Member("policy", Quoted(entry.Policy)),
            Member("data", entry.Data is null ? "null" : Quoted(entry.Data)),
            Member("tool", Quoted(entry.Tool)),
            Member("platform", Quoted(entry.Platform)),
            Member("pruned", Quoted(entry.Pruned)),
            Member("pattern", Quoted(entry.Pattern)),
            Member("seed", Number(entry.Seed)),
            Member("groups", Rows(entry.Groups, group =>
                $"\"name\": {Quoted(group.Name)}, \"channels\": {Number(group.Channels)}, \"kept\": {Quoted(KeptRanges.Format(group.Kept))}")),
            Member("masks", Rows(entry.Masks, mask =>
                $"\"weight\": {Quoted(mask.Weight)}, \"elements\": {Number(mask.Elements)}, \"kept\": {Quoted(mask.Kept)}")),
            Member("sparse", Block(entry.Sparse.Select(node => $"        {Quoted(node)}"), '[', ']', "      ")),
            Member("warnings", Rows(entry.Warnings, warning =>
                $"\"code\": {Quoted(warning.Code)}, \"place\": {Quoted(warning.Place)}, \"message\": {Quoted(warning.Message)}")),
        ];
        return Block(members, '{', '}', "    ");
    }

    private static string Member(string name, string value) => $"      \"{name}\": {value}";

    private static string Rows<T>(ImmutableArray<T> items, Func<T, string> members) =>
        Block(items.Select(item => $"        {{ {members(item)} }}"), '[', ']', "      ");

    private static string Block(IEnumerable<string> lines, char open, char close, string indent)
    {
        string inner = string.Join(",\n", lines);
        return inner.Length == 0 ? $"{open}{close}" : $"{open}\n{inner}\n{indent}{close}";
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    // Names of nodes are full of characters that only HTML minds.
    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
