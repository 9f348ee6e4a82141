using System.Text.Json;
using System.Text.Json.Serialization;

namespace PruneOnBuild.Reports.Json;

/// <summary>Values of an enum as words in camel case, like all keys.</summary>
internal sealed class EnumWords<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;
