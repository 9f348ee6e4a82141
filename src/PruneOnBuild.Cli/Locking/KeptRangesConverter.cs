using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PruneOnBuild.Cli.Locking;

/// <summary>Kept indices as <see cref="KeptRanges"/> writes them; what is no such text is said with its line, as other JSON mistakes are.</summary>
internal sealed class KeptRangesConverter : JsonConverter<ImmutableArray<int>>
{
    public override ImmutableArray<int> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return text is null || KeptRanges.Parse(text) is not { } kept
            ? throw new JsonException($"kept is '{text}', but must be ascending ranges such as \"0-3 7 9-15\".")
            : kept;
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<int> value, JsonSerializerOptions options) =>
        writer.WriteStringValue(KeptRanges.Format(value));
}
