using System.Text.Json;
using System.Text.Json.Serialization;

namespace PruneOnBuild.Cli.Locking;

/// <summary>How prune.lock is read: every member must be there, once, and no other. <see cref="LockText"/> writes it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(KeptRangesConverter)])]
[JsonSerializable(typeof(LockContent))]
internal sealed partial class LockJson : JsonSerializerContext;
