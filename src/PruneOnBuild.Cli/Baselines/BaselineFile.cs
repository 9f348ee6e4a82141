using System.Collections.Immutable;
using System.Text.Json;
using PruneOnBuild.Cli.Committed;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Baselines;

/// <summary>prune.baseline.json: beside its policy and under the policy's name. Read whole or not at all, and so is it written.</summary>
internal sealed record BaselineFile(string FullPath)
{
    private CommittedJson<BaselineContent> File =>
        new(FullPath, BaselineContent.KnownVersion, () => BaselineJson.Default.BaselineContent, BaselineErrors.OfFile);

    public static BaselineFile Of(PrunePolicy policy) => new(Path.ChangeExtension(policy.File, ".baseline.json"));

    /// <summary>Null where there is no file.</summary>
    /// <exception cref="PruneOnBuildException">POB4084: broken. POB4085: of another version. POB4089: suppresses what it does not have.</exception>
    public BaselineReading? Read() => File.Read((content, text) =>
    {
        var reading = new BaselineReading(FullPath, content, new JsonPlaces(text));
        return reading.Mistakes is { IsEmpty: false } mistakes ? throw new PruneOnBuildException(mistakes) : reading;
    });

    /// <summary>
    /// Writes one entry. Entries of models that the policy no longer covers go, and so do the model's suppressions: what they excused is the
    /// baseline now.
    /// </summary>
    /// <param name="waiting">Called once when another process has its turn: several models may be pruned at once.</param>
    public void Put(PrunePolicy policy, string model, BaselineEntry entry, Action waiting) => File.Change(waiting, () =>
    {
        var old = Read()?.Content ?? BaselineContent.Empty;
        string name = ModelName.Of(policy, model);
        var models = BaselineContent.Empty.Models
            .AddRange(old.Models.Where(kept => ModelName.IsCovered(policy, kept.Key)))
            .SetItem(name, entry);
        ImmutableArray<Suppression> kept = [.. (old.Suppressions ?? []).Where(one => one.Model != name && models.ContainsKey(one.Model))];
        var content = new BaselineContent(BaselineContent.KnownVersion, models, kept.IsEmpty ? null : kept);
        AtomicFile.WriteAllText(FullPath, JsonSerializer.Serialize(content, BaselineJson.Default.BaselineContent) + "\n");
        return content;
    });
}
