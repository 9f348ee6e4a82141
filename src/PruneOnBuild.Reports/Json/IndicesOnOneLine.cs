using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PruneOnBuild.Reports.Json;

/// <summary>A list of channel numbers takes one line, not one for each number.</summary>
internal sealed class IndicesOnOneLine : JsonConverter<ImmutableArray<int>>
{
    public override ImmutableArray<int> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var indices = ImmutableArray.CreateBuilder<int>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            indices.Add(reader.GetInt32());
        return indices.ToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<int> value, JsonSerializerOptions options) =>
        writer.WriteRawValue($"[{string.Join(", ", value.Select(index => index.ToString(CultureInfo.InvariantCulture)))}]");
}
