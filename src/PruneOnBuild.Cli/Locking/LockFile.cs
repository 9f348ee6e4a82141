using System.Text.Json;
using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Locking;

/// <summary>prune.lock: beside its policy and under the policy's name. Read whole or not at all, and so is it written.</summary>
internal sealed record LockFile(string FullPath)
{
    private const char TargetMark = '@';

    public static LockFile Of(PrunePolicy policy) => new(Path.ChangeExtension(policy.File, ".lock"));

    /// <summary>How the file names a model: by its path and, where another target than the written one was chosen, <c>@</c> and that.</summary>
    public static string NameOf(PrunePolicy policy, string model)
    {
        string path = Path.GetRelativePath(policy.Folder, model).Replace('\\', '/');
        return policy.Find(model) is { IsOtherTarget: true } entry ? $"{path}{TargetMark}{entry.Target.Value}" : path;
    }

    /// <summary>Whether an entry of the policy covers the model of a name.</summary>
    public static bool IsCovered(PrunePolicy policy, string name)
    {
        int mark = name.LastIndexOf($".onnx{TargetMark}", StringComparison.OrdinalIgnoreCase);
        return policy.Find(PolicyPath.Full(policy.Folder, mark < 0 ? name : name[..(mark + ".onnx".Length)])) is not null;
    }

    /// <summary>Nothing where there is no file.</summary>
    /// <exception cref="PruneOnBuildException">POB1961: broken. POB1962: of another version.</exception>
    public LockContent Read()
    {
        try
        {
            return File.Exists(FullPath) ? Parse(File.ReadAllText(FullPath)) : LockContent.Empty;
        }
        catch (JsonException mistake)
        {
            throw LockErrors.Broken(FullPath, mistake);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw LockErrors.Unreadable(FullPath, failure);
        }
    }

    /// <summary>Writes one entry; those of models that the policy no longer covers go.</summary>
    /// <param name="recovered">The model that came of the plan, to be kept beside the file; null: none.</param>
    /// <param name="waiting">Called once when another process has its turn: several models may be pruned at once.</param>
    /// <returns>Where the model was kept.</returns>
    public string? Put(PrunePolicy policy, string model, LockEntry entry, string? recovered, Action waiting)
    {
        try
        {
            using var turn = KeyLock.Wait(TurnPath(), waiting);
            var models = Read().Models;
            var uncovered = models.Keys.Where(name => !IsCovered(policy, name));
            var content = new LockContent(
                LockContent.KnownVersion, models.RemoveRange(uncovered).SetItem(NameOf(policy, model), entry));
            var folder = new RecoveredModels(this);
            // In this order no lock ever waits for its model, whenever the process ends.
            string? kept = recovered is null ? null : folder.Keep(NameOf(policy, model), entry, recovered);
            AtomicFile.WriteAllText(FullPath, LockText.Of(content));
            folder.Tidy(content.Models);
            return kept;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw LockErrors.Unwritable(FullPath, failure);
        }
    }

    private LockContent Parse(string text)
    {
        // First the version: of another one nothing else is known.
        using (var json = JsonDocument.Parse(text))
        {
            if (json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("version", out var version)
                && !(version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out int number) && number == LockContent.KnownVersion))
            {
                throw LockErrors.UnknownVersion(FullPath, LineOf(text, "\"version\""), version.GetRawText());
            }
        }
        var content = JsonSerializer.Deserialize(text, LockJson.Default.LockContent) ?? throw new JsonException("it holds nothing");
        if (content.Models.FirstOrDefault(model => !IsWhole(model.Value)) is { Key: { } name })
            throw new JsonException($"a part of '{name}' is null");
        foreach (var mask in content.Models.Values.SelectMany(entry => entry.Masks))
            Check(mask, text);
        return content;
    }

    /// <summary>The reader looks for null in members only, not in lists.</summary>
    private static bool IsWhole(LockEntry? entry) =>
        entry is not null
        && entry.Groups.All(group => group is not null)
        && entry.Masks.All(mask => mask is not null)
        && entry.Sparse.All(node => node is not null)
        && entry.Warnings.All(warning => warning is not null);

    private void Check(PackedMask mask, string text)
    {
        try
        {
            mask.Unpack();
        }
        catch (FormatException mistake)
        {
            throw LockErrors.BrokenMask(FullPath, LineOf(text, mask.Kept), mask.Weight, mistake.Message);
        }
    }

    private static int LineOf(string text, string words) =>
        1 + text.AsSpan(0, Math.Max(0, text.IndexOf(words, StringComparison.Ordinal))).Count('\n');

    /// <summary>Not beside the policy, where it would be taken for something to commit.</summary>
    private string TurnPath() =>
        Path.Combine(Path.GetTempPath(), $"prune-on-build-{new ContentHash().Add("lock", FullPath).ToKey()}.turn");
}
