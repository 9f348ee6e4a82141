using System.Text.Json;
using PruneOnBuild.Cli.Committed;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Cli.Locking;

/// <summary>prune.lock: beside its policy and under the policy's name. Read whole or not at all, and so is it written.</summary>
internal sealed record LockFile(string FullPath)
{
    private CommittedJson<LockContent> File => new(FullPath, LockContent.KnownVersion, () => LockJson.Default.LockContent, LockErrors.OfFile);

    public static LockFile Of(PrunePolicy policy) => new(Path.ChangeExtension(policy.File, ".lock"));

    /// <summary>Nothing where there is no file.</summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB1961: broken. POB1962: of another version.</exception>
    public LockContent Read() => File.Read(Check) ?? LockContent.Empty;

    /// <summary>Writes one entry; those of models that the policy no longer covers go.</summary>
    /// <param name="recovered">The model that came of the plan, to be kept beside the file; null: none.</param>
    /// <param name="waiting">Called once when another process has its turn: several models may be pruned at once.</param>
    /// <returns>Where the model was kept.</returns>
    public string? Put(PrunePolicy policy, string model, LockEntry entry, string? recovered, Action waiting) => File.Change(waiting, () =>
    {
        var models = Read().Models;
        string name = ModelName.Of(policy, model);
        var uncovered = models.Keys.Where(known => !ModelName.IsCovered(policy, known));
        var content = new LockContent(LockContent.KnownVersion, models.RemoveRange(uncovered).SetItem(name, entry));
        var folder = new RecoveredModels(this);
        // In this order no lock ever waits for its model, whenever the process ends.
        string? kept = recovered is null ? null : folder.Keep(name, entry, recovered);
        AtomicFile.WriteAllText(FullPath, LockText.Of(content));
        folder.Tidy(content.Models);
        return kept;
    });

    private LockContent Check(LockContent content, string text)
    {
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
            int line = 1 + text.AsSpan(0, Math.Max(0, text.IndexOf(mask.Kept, StringComparison.Ordinal))).Count('\n');
            throw LockErrors.BrokenMask(FullPath, line, mask.Weight, mistake.Message);
        }
    }
}
