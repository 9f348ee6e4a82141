using System.Globalization;
using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Graph.Files;

/// <summary>Where a tensor's bytes lie outside the model file, as its external_data says.</summary>
/// <param name="Location">Relative path from the model's folder.</param>
/// <param name="Offset">First byte, 0 or more.</param>
/// <param name="Length">Bytes, 0 or more; null: as many as type and dimensions take.</param>
/// <param name="Checksum">SHA-1 of the whole data file in hexadecimal digits; null: not said.</param>
internal sealed record ExternalLocation(string Location, long Offset, long? Length, string? Checksum)
{
    /// <summary>null where location is missing or a number is none.</summary>
    public static ExternalLocation? Of(TensorProto tensor)
    {
        var entries = tensor.ExternalData.ToLookup(entry => entry.Key, entry => entry.Value);
        return entries["location"].FirstOrDefault() is { Length: > 0 } location
            && Number(entries["offset"].FirstOrDefault() ?? "0") is { } offset
            && (!entries.Contains("length") || Number(entries["length"].First()) is not null)
            ? new ExternalLocation(location, offset, Number(entries["length"].FirstOrDefault()), entries["checksum"].FirstOrDefault())
            : null;
    }

    public void Store(TensorProto tensor)
    {
        tensor.ExternalData.Clear();
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = Location });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = Offset.ToString(CultureInfo.InvariantCulture) });
        if (Length is { } length)
            tensor.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = length.ToString(CultureInfo.InvariantCulture) });
    }

    /// <summary>The file's full path; null where the location leaves the folder, by its words or through a symbolic link.</summary>
    public string? FileIn(string folder)
    {
        var parts = Location.Split('/', '\\');
        if (Path.IsPathRooted(Location) || Location.Contains('\0') || Location.Contains(':') || parts.Contains("..")) return null;
        var realFolder = RealPath.Of(folder);
        var file = RealPath.Of(Path.Combine(folder, Location));
        return file.StartsWith(Path.TrimEndingDirectorySeparator(realFolder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? file : null;
    }

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
