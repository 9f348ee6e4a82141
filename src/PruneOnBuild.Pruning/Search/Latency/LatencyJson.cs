using System.Text.Json;
using System.Text.Json.Serialization;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>Tables as JSON, to be read by people too.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(StoredTimes))]
internal sealed partial class LatencyJson : JsonSerializerContext;
