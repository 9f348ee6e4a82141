using System.Collections.Immutable;
using System.Text.Json;
using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Cli.Locking;
using PruneOnBuild.Graph;
using PruneOnBuild.Pruning;
using PruneOnBuild.Pruning.Plans;
using PruneOnBuild.Pruning.Swaps;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Cli.Stages;

/// <summary>Prunes a model, or takes the stored result of the same model, settings, data, code and, where one is applied, locked plan.</summary>
internal sealed class PruneStage(StageCache cache, IPruner pruner, IMeters meters, IProgress<string> progress)
{
    private const string RecordFile = "prune.json";

    /// <summary>Not in the record, which people read, and which masks would make many times longer.</summary>
    private const string MasksFile = "masks.json";

    public StageStep<PrunedModel> Of(ModelJob job, PlanBasis basis, LockedRun locked)
    {
        var places = new PlaceNames(job);
        var search = Key(job, basis, null);
        if (Searched(job, basis, locked, search, places) is { } searched)
            return Step(search, () => searched, () => searched);
        var key = Key(job, basis, locked.Entry is null ? null : locked);
        return Step(
            key,
            () => cache.Find(key, entry => Read(entry, job, places)),
            () => cache.GetOrAdd(key, folder => Prune(job, locked.Plan, folder, places), entry => Read(entry, job, places)));

        static StageStep<PrunedModel> Step(EntryKey key, Func<PrunedModel?> find, Func<PrunedModel> run) => new("pruned", "pruned", key, find, run);
    }

    /// <summary>Where the entry was written, its search is still stored: applying the plan would give the same bytes once more.</summary>
    private PrunedModel? Searched(ModelJob job, PlanBasis basis, LockedRun locked, EntryKey search, PlaceNames places) =>
        locked.Entry is { } written
        && cache.Find(search, entry => Read(entry, job, places)) is { } searched
        && LockEntry.Of(job, basis, searched, written.Sparse).Text == written.Text ? searched : null;

    private static EntryKey Key(ModelJob job, PlanBasis basis, LockedRun? locked) => new("prune", new ContentHash()
        .Add("tool", ToolVersion.Pruning)
        .Add("file", Path.GetFileName(job.Path))
        .Add("model", basis.Model)
        .Add("policy", basis.Policy)
        .Add("data", basis.Data)
        .Add("machine", locked is null && PlanBasis.Measures(job) ? MachineText.Of(job.Target) : null)
        .Add("lock", locked?.Entry?.Text)
        .Add("recovered", locked?.Recovered is null ? null : locked.Entry!.Pruned)
        .ToKey());

    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB2 or POB3: the model or the goal cannot be served.</exception>
    private void Prune(ModelJob job, LockedPlan? plan, string folder, PlaceNames places)
    {
        var dense = OnnxReader.Read(job.Path);
        var doubt = plan is null && job.Target.RunsSparseKernels ? HotLayer.Doubt(dense, job.Model, job.Target, meters.Sample(job), progress) : null;
        using var trials = plan is null && PlanBasis.Measures(job) ? meters.Trials(job, progress.Report) : null;
        var result = pruner.Prune(new PruneRequest(dense, job.Model, job.Target)
        {
            Calibration = Calibration(job, plan),
            Plan = plan,
            Trials = trials,
            CacheFolder = cache.FolderOf("stairs"),
            Progress = progress,
        });
        string path = CandidateFile.Write(result.Pruned, Path.Combine(folder, Path.GetFileName(job.Path)));
        var stored = new StoredPrune(
            result.Plan,
            result.Law,
            result.Dense,
            result.After,
            ModelSizes.Of(dense),
            ModelSizes.Of(OnnxReader.Read(path)),
            ContentHash.OfFile(path),
            [.. result.Warnings.Concat(doubt is null ? [] : [doubt]).Select(places.Store)]);
        File.WriteAllText(Path.Combine(folder, RecordFile), JsonSerializer.Serialize(stored, StageJson.Default.StoredPrune));
        ImmutableArray<PackedMask> masks = [.. result.Masks.Select(PackedMask.Of)];
        File.WriteAllText(Path.Combine(folder, MasksFile), JsonSerializer.Serialize(masks, StageJson.Default.ImmutableArrayPackedMask));
    }

    private SampleSet? Calibration(ModelJob job, LockedPlan? plan)
    {
        if (!Pruner.Calibrates(job.Model.Prune, plan) || job.Model.Data.Calibration is not { } path)
            return null;
        var samples = SampleSetReader.Read(path, job.Model.Data, meters.Inputs(job.Path), job.Policy.Folder, withLabels: false);
        if (samples.States.IsEmpty)
            return samples;
        using var dense = ModelSession.Open(job.Path, SessionSettings.For(job.Target));
        return samples.WithStatesOf(dense);
    }

    private static PrunedModel Read(CacheEntry entry, ModelJob job, PlaceNames places)
    {
        var stored = JsonSerializer.Deserialize(File.ReadAllText(entry[RecordFile]), StageJson.Default.StoredPrune)!;
        var masks = JsonSerializer.Deserialize(File.ReadAllText(entry[MasksFile]), StageJson.Default.ImmutableArrayPackedMask);
        return new PrunedModel(
            entry[Path.GetFileName(job.Path)], entry.FromCache, stored, masks, [.. stored.Warnings.Select(places.Restore)]);
    }
}
