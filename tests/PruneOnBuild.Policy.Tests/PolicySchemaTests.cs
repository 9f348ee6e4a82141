using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Grammar.Sections;
using PruneOnBuild.Policy.Schema;

namespace PruneOnBuild.Policy.Tests;

public sealed class PolicySchemaTests
{
    [Fact]
    public void CheckedInSchema_IsTheOneTheGrammarMakes() =>
        Generated.ShouldBe("src/PruneOnBuild.Policy/Schema/prune.schema.json", PolicySchema.Text());

    [Fact]
    public void EveryKey_HasADescription()
    {
        var keys = PolicySection.Form.WithInner().SelectMany(section => section.Keys).ToArray();
        Assert.True(keys.Length > 45, $"only {keys.Length} keys");
        Assert.All(keys, key => Assert.EndsWith(".", key.Doc));
        Assert.All(Properties(JsonNode.Parse(PolicySchema.Text())!), property =>
            Assert.False(string.IsNullOrEmpty((string?)property["description"]), property.GetPath()));
    }

    [Fact]
    public void EverySection_RefusesOtherKeys() =>
        Assert.All(Objects(JsonNode.Parse(PolicySchema.Text())!).Where(node => node.ContainsKey("properties")),
            section => Assert.False((bool)section["additionalProperties"]!, section.GetPath()));

    private static IEnumerable<JsonObject> Properties(JsonNode root) =>
        Objects(root).Where(node => node["properties"] is JsonObject).SelectMany(node => node["properties"]!.AsObject())
            .Select(property => property.Value!.AsObject());

    private static IEnumerable<JsonObject> Objects(JsonNode node) => node switch
    {
        JsonObject mapping => mapping.Select(pair => pair.Value).OfType<JsonNode>().SelectMany(Objects).Prepend(mapping),
        JsonArray list => list.OfType<JsonNode>().SelectMany(Objects),
        _ => [],
    };
}
