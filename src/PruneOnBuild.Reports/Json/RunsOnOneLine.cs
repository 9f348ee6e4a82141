using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PruneOnBuild.Reports.Json;

/// <summary>Times of hundreds of runs take one line. Read again they are the same numbers.</summary>
internal sealed class RunsOnOneLine : JsonConverter<ImmutableArray<double>>
{
    public override ImmutableArray<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var times = ImmutableArray.CreateBuilder<double>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            times.Add(reader.GetDouble());
        return times.ToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<double> value, JsonSerializerOptions options) =>
        writer.WriteRawValue($"[{string.Join(", ", value.Select(ms => ms.ToString("R", CultureInfo.InvariantCulture)))}]");
}
