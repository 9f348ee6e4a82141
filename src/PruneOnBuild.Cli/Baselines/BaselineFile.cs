using System.Collections.Immutable;
using System.Text.Json;
using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Cli.Locking;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Baselines;

/// <summary>prune.baseline.json: beside its policy and under the policy's name. Read whole or not at all, and so is it written.</summary>
internal sealed record BaselineFile(string FullPath)
{
    public static BaselineFile Of(PrunePolicy policy) => new(Path.ChangeExtension(policy.File, ".baseline.json"));

    /// <summary>Null where there is no file.</summary>
    /// <exception cref="PruneOnBuildException">POB4084: broken. POB4085: of another version. POB4089: suppresses what it does not have.</exception>
    public BaselineReading? Read()
    {
        try
        {
            return File.Exists(FullPath) ? Parse(File.ReadAllText(FullPath)) : null;
        }
        catch (JsonException mistake)
        {
            var place = mistake is { LineNumber: { } line, BytePositionInLine: { } column }
                ? new SourceLocation(FullPath, (int)line + 1, (int)column + 1) : new SourceLocation(FullPath);
            throw BaselineErrors.Broken(place, JsonMistakes.InWords(mistake), mistake);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw BaselineErrors.Broken(new SourceLocation(FullPath), failure.Message, failure);
        }
    }

    /// <summary>
    /// Writes one entry. Entries of models that the policy no longer covers go, and so do the model's suppressions: what they excused is the
    /// baseline now.
    /// </summary>
    /// <param name="waiting">Called once when another process has its turn: several models may be pruned at once.</param>
    public void Put(PrunePolicy policy, string model, BaselineEntry entry, Action waiting)
    {
        try
        {
            using var turn = KeyLock.Wait(TurnPath(), waiting);
            var old = Read()?.Content ?? BaselineContent.Empty;
            string name = LockFile.NameOf(policy, model);
            var models = BaselineContent.Empty.Models
                .AddRange(old.Models.Where(kept => LockFile.IsCovered(policy, kept.Key)))
                .SetItem(name, entry);
            ImmutableArray<Suppression> kept = [.. (old.Suppressions ?? []).Where(one => one.Model != name && models.ContainsKey(one.Model))];
            var content = new BaselineContent(BaselineContent.KnownVersion, models, kept.IsEmpty ? null : kept);
            AtomicFile.WriteAllText(FullPath, JsonSerializer.Serialize(content, BaselineJson.Default.BaselineContent) + "\n");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw BaselineErrors.Unwritable(FullPath, failure);
        }
    }

    private BaselineReading Parse(string text)
    {
        RefuseOtherVersion(text);
        var content = JsonSerializer.Deserialize(text, BaselineJson.Default.BaselineContent) ?? throw new JsonException("it holds nothing");
        var reading = new BaselineReading(FullPath, content, new JsonPlaces(text));
        return reading.Mistakes is { IsEmpty: false } mistakes ? throw new PruneOnBuildException(mistakes) : reading;
    }

    // First of all: of another version nothing else is known.
    private void RefuseOtherVersion(string text)
    {
        using var json = JsonDocument.Parse(text);
        if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("version", out var version)
            && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out int number) && number != BaselineContent.KnownVersion)
        {
            var (line, column) = new JsonPlaces(text).Find("version");
            throw BaselineErrors.UnknownVersion(new SourceLocation(FullPath, line, column), number);
        }
    }

    /// <summary>Not beside the policy, where it would be taken for something to commit.</summary>
    private string TurnPath() =>
        Path.Combine(Path.GetTempPath(), $"prune-on-build-{new ContentHash().Add("baseline", FullPath).ToKey()}.turn");
}
