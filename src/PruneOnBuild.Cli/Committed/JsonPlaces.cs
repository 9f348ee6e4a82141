using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PruneOnBuild.Cli.Committed;

/// <summary>Where the values of a JSON text stand.</summary>
internal sealed class JsonPlaces
{
    private readonly byte[] _text;
    private readonly Dictionary<string, long> _starts = [];

    /// <param name="text">JSON without a mistake.</param>
    public JsonPlaces(string text)
    {
        _text = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(_text);
        reader.Read();
        Walk(ref reader, []);
    }

    /// <summary>Line and column of a value, both from 1.</summary>
    /// <param name="path">Names of members and indices of items; of one that is not there, the nearest above it counts.</param>
    public (int Line, int Column) Find(params ReadOnlySpan<string> path)
    {
        long start;
        while (!_starts.TryGetValue(Key(path), out start))
            path = path[..^1];
        var before = _text.AsSpan(0, (int)start);
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1);
    }

    private void Walk(ref Utf8JsonReader reader, string[] path)
    {
        _starts[Key(path)] = reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                reader.Read();
                Walk(ref reader, [.. path, name]);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (int index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
                Walk(ref reader, [.. path, index.ToString(CultureInfo.InvariantCulture)]);
        }
    }

    private static string Key(ReadOnlySpan<string> path) => string.Join('\0', path);
}
