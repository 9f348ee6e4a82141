using System.Text.Json;
using System.Text.Json.Serialization;

namespace PruneOnBuild.Cli.Stages;

/// <summary>Records of the cache as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(StoredPrune))]
internal sealed partial class StageJson : JsonSerializerContext;
