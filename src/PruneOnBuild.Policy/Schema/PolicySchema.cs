using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Grammar.Sections;

namespace PruneOnBuild.Policy.Schema;

/// <summary>The JSON schema (draft 7) by which editors complete and check prune.yaml, made from the grammar itself.</summary>
public static class PolicySchema
{
    // Quotes and signs like µ stay readable: the schema is read by people too and never embedded in a page.
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema as it ships, ending with a line break.</summary>
    public static string Text()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "prune.yaml",
            ["description"] = "What PruneOnBuild prunes on dotnet build, for which hardware, and what pruned models must meet.",
        };
        foreach (var (name, value) in PolicySection.Form.Schema().ToArray())
            schema[name] = value!.DeepClone();
        return schema.ToJsonString(Options) + "\n";
    }
}
