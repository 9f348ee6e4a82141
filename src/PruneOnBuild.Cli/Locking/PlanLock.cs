using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Cli.Committed;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Cli.Stages;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Cli.Locking;

/// <summary>Search is expensive, applying is cheap: takes plans from prune.lock while they are fresh, and writes them there on request.</summary>
internal sealed class PlanLock(LockMode mode, RunConsole console)
{
    /// <summary>A broken file is said once, however many models it has.</summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB1961 or POB1962.</exception>
    public void Check(PrunePolicy policy)
    {
        if (mode != LockMode.Off)
            LockFile.Of(policy).Read();
    }

    /// <summary>The file where a run depends on it. One that is written is an output.</summary>
    public IEnumerable<string> Inputs(ModelJob job)
    {
        var (file, name) = (LockFile.Of(job.Policy), ModelName.Of(job.Policy, job.Path));
        if (mode is not (LockMode.Use or LockMode.Require) || !File.Exists(file.FullPath))
            yield break;
        yield return file.FullPath;
        if (file.Read().Models.GetValueOrDefault(name) is { } entry
            && new RecoveredModels(file).Find(name, entry) is { } recovered)
            yield return recovered;
    }

    /// <summary>Where there may be something that changes what a run comes to.</summary>
    public IEnumerable<string> Sources(ModelJob job)
    {
        var file = LockFile.Of(job.Policy);
        return mode == LockMode.Off ? [] : [file.FullPath, RecoveredModels.FolderOf(file)];
    }

    /// <summary>What the lock means for a run, in whatever state it is.</summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB1961 or POB1962.</exception>
    public LockedRun Find(ModelJob job, PlanBasis basis)
    {
        var (file, name) = (LockFile.Of(job.Policy), ModelName.Of(job.Policy, job.Path));
        var run = new LockedRun(file, name, job.Model.Location, LockState.Ignored);
        if (mode == LockMode.Off)
            return run;
        if (file.Read().Models.GetValueOrDefault(name) is not { } entry)
            return run with { State = LockState.Missing };
        var changes = entry.ChangesTo(basis);
        if (!changes.IsEmpty)
        {
            return run with
            {
                State = LockState.Stale,
                Changes = changes,
                Warnings = mode == LockMode.Update ? [] : [LockErrors.Stale(file.FullPath, name, changes)],
            };
        }
        var fresh = run with { State = LockState.Fresh };
        if (mode == LockMode.Update)
            return fresh;
        if (!Recovers(job) || new RecoveredModels(file).Find(name, entry) is not { } recovered)
            return fresh with { Entry = entry };
        return RecoveredModels.IsWhole(recovered, entry)
            ? fresh with { Entry = entry, Recovered = recovered }
            : fresh with { Entry = entry, Warnings = [LockErrors.OtherRecovered(recovered, name)] };
    }

    /// <summary>Says what the run does with the lock, and refuses to search where a plan is required.</summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB1964 or POB1965.</exception>
    public void Enforce(LockedRun run)
    {
        string shown = console.Shown(run.File.FullPath);
        if (run.Entry is not null)
            console.Note($"applying {shown}");
        else if (mode == LockMode.Require)
            throw run.State == LockState.Missing
                ? LockErrors.Missing(run.Place, run.File.FullPath, run.Model) : LockErrors.RequiredIsStale(run.File.FullPath, run.Model, run.Changes);
        else if (mode == LockMode.Use && run.State == LockState.Stale)
            console.Note($"{shown} is stale, searching anew");
    }

    /// <summary>Holds what came of a plan against what came of it before, and adds what the search warned of.</summary>
    public PrunedModel Compare(ModelJob job, LockedRun run, PrunedModel pruned)
    {
        if (run.Entry is not { } entry)
            return pruned with { Warnings = [.. run.Warnings, .. pruned.Warnings] };
        var places = new PlaceNames(job);
        var told = pruned with { Warnings = [.. run.Warnings.Concat(pruned.Warnings).Union(entry.Warnings.Select(places.Restore))] };
        string actual = pruned.Record.Sha256;
        if (actual == entry.Pruned)
            return told;
        if (entry.Platform != LockPlatform.Text)
        {
            console.Note(
                $"recovered weights differ in their last bits from those of {entry.Platform}, where the plan was made; this is {LockPlatform.Text}");
            return told;
        }
        return told with { Warnings = [.. told.Warnings, LockErrors.OtherResult(run.File.FullPath, run.Model, actual, entry)] };
    }

    /// <summary>Writes the plan of a model that was published.</summary>
    /// <param name="pruned">Before layers are swapped for sparse kernels.</param>
    /// <param name="sparse">Layers that were swapped.</param>
    public void Keep(ModelJob job, PlanBasis basis, PrunedModel pruned, IEnumerable<string> sparse)
    {
        if (mode != LockMode.Update)
            return;
        var file = LockFile.Of(job.Policy);
        var entry = LockEntry.Of(job, basis, pruned, [.. sparse]);
        var kept = file.Put(
            job.Policy, job.Path, entry, Recovers(job) ? pruned.Path : null, () => console.Note("waiting for another build that writes the lock file"));
        console.Note($"-> {console.Shown(file.FullPath)}");
        if (kept is not null)
            console.Note($"-> {console.Shown(kept)}");
    }

    /// <summary>Whether applying a plan has weights to recover, and so a model to keep.</summary>
    private static bool Recovers(ModelJob job) => job.Model.Prune.Recovery.Value != Recovery.None;
}
