using System.Globalization;
using System.Text.Json;
using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Cli.Stages;

/// <summary>Prunes a model, or takes the stored result of the same model, settings, data and code.</summary>
internal sealed class PruneStage(StageCache cache, IPruner pruner, IMeters meters, IProgress<string> progress)
{
    private const string RecordFile = "prune.json";

    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB2 or POB3: the model or the goal cannot be
    /// served.</exception>
    public PrunedModel Run(ModelJob job, JobInputs inputs)
    {
        string key = Key(job, inputs);
        var places = new PlaceNames(job);
        return cache.GetOrAdd(
            "prune",
            key,
            folder => Prune(job, folder, places),
            entry => Read(entry, job, key, places));
    }

    private static string Key(ModelJob job, JobInputs inputs)
    {
        var prune = job.Model.Prune;
        bool calibrates = Pruner.Calibrates(prune);
        bool searchesByGate = prune.Goal.Value.Kind == GoalKind.Fastest;
        bool measures = Measures(job);
        return new ContentHash()
            .Add("tool", ToolVersion.Pruning)
            .Add("file", Path.GetFileName(job.Path))
            .Add("weights", inputs.Weights)
            .Add("target", Canonical.Of(job.Target))
            .Add("prune", searchesByGate ? Canonical.Of(job.Model) : Canonical.Of(prune))
            .Add("data", calibrates ? Canonical.Of(job.Model.Data) : null)
            .Add("calibration", calibrates ? inputs.Calibration : null)
            .Add("evaluation", searchesByGate ? inputs.Evaluation : null)
            .Add("machine", measures ? MachineText.Of(job.Target) : null)
            .Add("widths", measures ? job.Target.Widths?.ToString(CultureInfo.InvariantCulture) : null)
            .ToKey();
    }

    /// <summary>Whether times decide on the plan, so that it holds on this machine alone.</summary>
    private static bool Measures(ModelJob job) =>
        job.Target.Hardware != Hardware.Sparse && job.Model.Prune.Goal.Value.Kind is (GoalKind.Speedup or GoalKind.Fastest);

    private void Prune(ModelJob job, string folder, PlaceNames places)
    {
        var dense = OnnxReader.Read(job.Path);
        using var trials = Measures(job) ? meters.Trials(job, progress.Report) : null;
        var result = pruner.Prune(new PruneRequest(dense, job.Model, job.Target)
        {
            Calibration = Calibration(job),
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
            [.. result.Warnings.Select(places.Store)]);
        File.WriteAllText(Path.Combine(folder, RecordFile), JsonSerializer.Serialize(stored, StageJson.Default.StoredPrune));
    }

    private SampleSet? Calibration(ModelJob job) =>
        Pruner.Calibrates(job.Model.Prune) && job.Model.Data.Calibration is { } path
            ? SampleSetReader.Read(path, job.Model.Data, meters.Inputs(job.Path), job.Policy.Folder, withLabels: false) : null;

    private static PrunedModel Read(CacheEntry entry, ModelJob job, string key, PlaceNames places)
    {
        var stored = JsonSerializer.Deserialize(File.ReadAllText(entry[RecordFile]), StageJson.Default.StoredPrune)!;
        return new PrunedModel(
            entry[Path.GetFileName(job.Path)], key, entry.FromCache, stored, [.. stored.Warnings.Select(places.Restore)]);
    }
}
