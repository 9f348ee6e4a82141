using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Committed;

/// <summary>A JSON file that people commit: its form has a version, it is read whole or not at all, and one process at a time changes it.</summary>
/// <param name="path">Full path.</param>
/// <param name="version">The only one that is known.</param>
/// <param name="json">How it is read; asked only where there is a file, because it takes milliseconds to make.</param>
internal sealed class CommittedJson<T>(string path, int version, Func<JsonTypeInfo<T>> json, CommittedErrors errors)
    where T : class
{
    /// <summary>What the file holds; null where there is none.</summary>
    /// <param name="check">Gives the result from the content and its text, and may throw a <see cref="JsonException"/>.</param>
    /// <exception cref="PruneOnBuildException">It is broken, or of another version.</exception>
    public TResult? Read<TResult>(Func<T, string, TResult> check)
        where TResult : class
    {
        try
        {
            if (!File.Exists(path))
                return null;
            string text = File.ReadAllText(path);
            RefuseOtherVersion(text);
            return check(JsonSerializer.Deserialize(text, json()) ?? throw new JsonException("it holds nothing"), text);
        }
        catch (JsonException mistake)
        {
            var place = mistake is { LineNumber: { } line, BytePositionInLine: { } column }
                ? new SourceLocation(path, (int)line + 1, (int)column + 1) : new SourceLocation(path);
            throw errors.Broken(place, JsonMistakes.InWords(mistake), mistake);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw errors.Broken(new SourceLocation(path), failure.Message, failure);
        }
    }

    /// <summary>Reads, changes and writes in this process's turn.</summary>
    /// <param name="waiting">Called once when another process has its turn: several models may be pruned at once.</param>
    /// <exception cref="PruneOnBuildException">It cannot be written.</exception>
    public TResult Change<TResult>(Action waiting, Func<TResult> change)
    {
        try
        {
            using var turn = KeyLock.Wait(TurnPath(), waiting);
            return change();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw errors.Unwritable(path, failure);
        }
    }

    // First of all: of another version nothing else is known.
    private void RefuseOtherVersion(string text)
    {
        using var document = JsonDocument.Parse(text);
        if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("version", out var written)
            && !(written.ValueKind == JsonValueKind.Number && written.TryGetInt32(out int number) && number == version))
        {
            var (line, column) = new JsonPlaces(text).Find("version");
            throw errors.UnknownVersion(new SourceLocation(path, line, column), written.GetRawText());
        }
    }

    /// <summary>Not beside the file, where it would be taken for something to commit.</summary>
    private string TurnPath() => Path.Combine(Path.GetTempPath(), $"prune-on-build-{new ContentHash().Add("committed", path).ToKey()}.turn");
}
