using System.Globalization;
using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary><c>unstructured</c>, <c>"2:4"</c> (any n:m), or <c>{ block: 4x1 }</c>.</summary>
internal sealed class PatternForm : Form<SparsityPattern>
{
    private const int LargestM = 64;
    private const int LargestSide = 64;

    public override string Expected => "unstructured, n:m such as \"2:4\", or { block: 4x1 }";

    public override string Short => "`unstructured`, `\"n:m\"` or `{ block: RxC }`";

    public override Located<SparsityPattern>? Read(YamlNode node, string name, Mistakes mistakes) => node switch
    {
        YamlScalar { Text: "unstructured" } => new(new SparsityPattern.Unstructured(), node.Location),
        YamlScalar scalar when TryPair(scalar.Text, ':', out var n, out var m) => NOfM(scalar, n, m, name, mistakes),
        YamlScalar { IsEmpty: false } scalar => Unknown(scalar, name, mistakes),
        YamlMapping { Entries: [{ Key: "block" } block] } => Block(block, mistakes),
        YamlMapping { Entries: [var entry, ..] } => UnknownKey(entry, name, mistakes),
        _ => Refuse(node, name, mistakes),
    };

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["enum"] = new JsonArray("unstructured", "2:4", "1:4", "4:8") },
            new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]+:[0-9]+$" },
            new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = false,
                ["required"] = new JsonArray("block"),
                ["properties"] = new JsonObject
                {
                    ["block"] = new JsonObject
                    {
                        ["type"] = "string",
                        ["pattern"] = "^[0-9]+x[0-9]+$",
                        ["description"] = "Output channels x input channels that are zero together, such as 4x1.",
                    },
                },
            }),
    };

    private static Located<SparsityPattern>? NOfM(YamlScalar scalar, int n, int m, string name, Mistakes mistakes)
    {
        if (n >= 1 && n < m && m <= LargestM)
            return new(new SparsityPattern.NOfM(n, m), scalar.Location);
        mistakes.Add(PolicyErrors.OutOfRange(scalar.Location, name, scalar.Text,
            $"have 1 <= n < m <= {LargestM}: of every m weights n stay"));
        return null;
    }

    private static Located<SparsityPattern>? Block(YamlEntry block, Mistakes mistakes)
    {
        const string wanted = "rows x columns, output by input channels, such as 4x1";
        if (block.Value is not YamlScalar scalar || !TryPair(scalar.Text, 'x', out var rows, out var columns))
        {
            mistakes.Add(PolicyErrors.WrongType(block.Value.Location, block.Key, block.Value.Described, wanted));
            return null;
        }
        if (rows is >= 1 and <= LargestSide && columns is >= 1 and <= LargestSide && rows * columns > 1)
            return new(new SparsityPattern.Block(rows, columns), block.Location);
        mistakes.Add(PolicyErrors.OutOfRange(scalar.Location, block.Key, scalar.Text,
            $"have sides in [1, {LargestSide}] and more than one weight (1x1 is unstructured)"));
        return null;
    }

    private static Located<SparsityPattern>? Unknown(YamlScalar scalar, string name, Mistakes mistakes)
    {
        mistakes.Add(PolicyErrors.UnknownValue(scalar.Location, name, scalar.Text, ["unstructured", "2:4", "{ block: 4x1 }"]));
        return null;
    }

    private static Located<SparsityPattern>? UnknownKey(YamlEntry entry, string name, Mistakes mistakes)
    {
        mistakes.Add(PolicyErrors.UnknownKey(entry.Location, entry.Key, name, ["block"]));
        return null;
    }

    private static bool TryPair(string text, char separator, out int first, out int second)
    {
        (first, second) = (0, 0);
        var at = text.IndexOf(separator);
        return at > 0
            && int.TryParse(text.AsSpan(0, at), NumberStyles.None, CultureInfo.InvariantCulture, out first)
            && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out second);
    }
}
