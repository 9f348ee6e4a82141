using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PruneOnBuild.Gates.Memory;
using PruneOnBuild.Gates.Predicted;
using PruneOnBuild.Gates.Verdicts;

namespace PruneOnBuild.Gates;

/// <summary>Measurements and verdicts as JSON, camel case, enums by name; values that are not finite are kept as names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    WriteIndented = true)]
[JsonSerializable(typeof(Measurements))]
[JsonSerializable(typeof(MemoryRequest))]
[JsonSerializable(typeof(WorkMeasurement))]
[JsonSerializable(typeof(ImmutableArray<Verdict>))]
public sealed partial class GatesJson : JsonSerializerContext;
