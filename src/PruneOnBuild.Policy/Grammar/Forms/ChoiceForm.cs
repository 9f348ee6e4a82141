using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>One of a few words.</summary>
internal sealed class ChoiceForm<T>(params Choice<T>[] choices) : Form<T>
{
    public ImmutableArray<Choice<T>> Choices { get; } = [.. choices];

    public override string Expected => $"one of {Quote.List(Words)}";

    public override string Short => string.Join(", ", Words.Select(word => $"`{word}`"));

    private IEnumerable<string> Words => Choices.Select(choice => choice.Word);

    /// <summary>The word that prune.yaml has for a value.</summary>
    public string WordOf(T value) => Choices.First(choice => Equals(choice.Value, value)).Word;

    public override Located<T>? Read(YamlNode node, string name, Mistakes mistakes)
    {
        if (node is not YamlScalar { IsEmpty: false } scalar)
            return Refuse(node, name, mistakes);
        foreach (var choice in Choices)
            if (choice.Word == scalar.Text)
                return new(choice.Value, scalar.Location);
        mistakes.Add(PolicyErrors.UnknownValue(scalar.Location, name, scalar.Text, Words));
        return null;
    }

    public override JsonObject Schema() => new()
    {
        ["enum"] = new JsonArray([.. Words.Select(word => (JsonNode)word)]),
        ["enumDescriptions"] = new JsonArray([.. Choices.Select(choice => (JsonNode)choice.Doc)]),
    };
}
