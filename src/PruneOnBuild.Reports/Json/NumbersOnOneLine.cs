using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PruneOnBuild.Reports.Json;

/// <summary>A list of channel numbers, or of the times of hundreds of runs, takes one line. Read again they are the same numbers.</summary>
internal sealed class NumbersOnOneLine<T> : JsonConverter<ImmutableArray<T>>
    where T : struct, IUtf8SpanParsable<T>, IFormattable
{
    public override ImmutableArray<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var numbers = ImmutableArray.CreateBuilder<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            numbers.Add(T.Parse(reader.ValueSpan, CultureInfo.InvariantCulture));
        return numbers.ToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<T> value, JsonSerializerOptions options) =>
        writer.WriteRawValue($"[{string.Join(", ", value.Select(number => number.ToString(null, CultureInfo.InvariantCulture)))}]");
}
