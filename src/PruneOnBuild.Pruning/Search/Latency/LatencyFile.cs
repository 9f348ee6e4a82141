using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PruneOnBuild.Graph.Files;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>
/// A table's times in a file: one for each machine and kind of session, because times of another mean nothing here. Whatever is wrong with
/// the file, times are only measured again.
/// </summary>
/// <param name="folder">Made where it is missing.</param>
/// <param name="machine">All that a layer's time depends on beside the layer.</param>
internal sealed class LatencyFile(string folder, string machine)
{
    private readonly string _path = Path.Combine(
        folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(machine)))[..16] + ".json");

    /// <summary>Milliseconds by key; empty where there is no such file, or none that can be trusted.</summary>
    public Dictionary<string, double> Read()
    {
        try
        {
            var stored = File.Exists(_path) ? JsonSerializer.Deserialize(File.ReadAllText(_path), LatencyJson.Default.StoredTimes) : null;
            return stored is { Times: { } times } && stored.Machine == machine && times.Values.All(double.IsFinite) ? times : [];
        }
        catch (Exception broken) when (broken is JsonException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Adds the times to those that the file holds by now: another build may have written since. The file appears whole or not at all.</summary>
    public void Write(IReadOnlyDictionary<string, double> times)
    {
        var all = Read();
        foreach (var (key, ms) in times)
        {
            all[key] = ms;
        }

        try
        {
            Directory.CreateDirectory(folder);
            using var pending = new PendingFile(_path);
            JsonSerializer.Serialize(pending.Content, new StoredTimes(machine, new(all.OrderBy(entry => entry.Key, StringComparer.Ordinal))), LatencyJson.Default.StoredTimes);
            pending.Commit();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next run measures again; a file that cannot be written is no reason to fail this one.
        }
    }
}
