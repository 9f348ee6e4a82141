using System.Text.Json;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>A tensor from a JSON value: nested lists give the axes, a single value has none.</summary>
internal static class JsonTensor
{
    private delegate bool TryRead<T>(JsonElement element, out T value);

    /// <exception cref="PruneOnBuildException">POB5132: the lists differ in length, or hold what is no finite number.</exception>
    public static Tensor Numbers(JsonElement value, string field, SourceLocation place) =>
        Of<double>(value, field, place, "finite number", TryNumber);

    /// <exception cref="PruneOnBuildException">POB5132: the lists differ in length, or hold what is no text.</exception>
    public static Tensor Texts(JsonElement value, string field, SourceLocation place) =>
        Of<string>(value, field, place, "text", TryText);

    private static bool TryNumber(JsonElement element, out double value)
    {
        value = element.ValueKind == JsonValueKind.True ? 1 : 0;
        return element.ValueKind is JsonValueKind.True or JsonValueKind.False
            || (element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out value) && double.IsFinite(value));
    }

    private static bool TryText(JsonElement element, out string value)
    {
        value = element.ValueKind == JsonValueKind.String ? element.GetString()! : "";
        return element.ValueKind == JsonValueKind.String;
    }

    private static Tensor Of<T>(JsonElement value, string field, SourceLocation place, string what, TryRead<T> tryRead)
    {
        var dims = Dims(value);
        var values = new List<T>();
        Collect(value, dims, 0, field, place, element => values.Add(tryRead(element, out var read)
            ? read
            : throw RuntimeErrors.BadLine(
                place, $"the field '{field}' holds a {element.ValueKind.ToString().ToLowerInvariant()} where a {what} is needed")));
        return Tensor.Of(values.ToArray(), dims.ToArray());
    }

    private static List<long> Dims(JsonElement value)
    {
        var dims = new List<long>();
        for (; value.ValueKind == JsonValueKind.Array; value = value[0])
        {
            dims.Add(value.GetArrayLength());
            if (dims[^1] == 0)
                break;
        }

        return dims;
    }

    private static void Collect(
        JsonElement value, List<long> dims, int axis, string field, SourceLocation place, Action<JsonElement> add)
    {
        if (axis == dims.Count)
        {
            add(value);
            return;
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != dims[axis])
            throw RuntimeErrors.BadLine(place, $"the lists of the field '{field}' differ in length, and a tensor has equal rows");
        foreach (var element in value.EnumerateArray())
            Collect(element, dims, axis + 1, field, place, add);
    }
}
