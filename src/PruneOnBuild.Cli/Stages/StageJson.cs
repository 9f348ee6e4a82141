using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PruneOnBuild.Cli.Locking;
using PruneOnBuild.Reports.Sections;

namespace PruneOnBuild.Cli.Stages;

/// <summary>Records of the cache as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(StoredPrune))]
[JsonSerializable(typeof(StoredSwap))]
[JsonSerializable(typeof(ImmutableArray<PackedMask>))]
[JsonSerializable(typeof(DataSection))]
internal sealed partial class StageJson : JsonSerializerContext;
