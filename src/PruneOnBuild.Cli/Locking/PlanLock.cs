using PruneOnBuild.Cli.CommandLine;
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
        var (file, name) = (LockFile.Of(job.Policy), LockFile.NameOf(job.Policy, job.Path));
        if (mode is not (LockMode.Use or LockMode.Require) || !File.Exists(file.FullPath))
            yield break;
        yield return file.FullPath;
        if (file.Read().Models.GetValueOrDefault(name) is { } entry
            && new RecoveredModels(file).Find(name, entry) is { } recovered)
            yield return recovered;
    }

    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">The file is broken, or has no fresh entry where it must.</exception>
    public LockedRun Find(ModelJob job, PlanBasis basis)
    {
        var (file, name) = (LockFile.Of(job.Policy), LockFile.NameOf(job.Policy, job.Path));
        if (mode is LockMode.Off or LockMode.Update)
            return LockedRun.Search(file);
        if (file.Read().Models.GetValueOrDefault(name) is not { } entry)
            return mode == LockMode.Require ? throw LockErrors.Missing(job.Model.Location, file.FullPath, name) : LockedRun.Search(file);
        var changes = entry.ChangesTo(basis);
        if (changes.Count > 0)
        {
            if (mode == LockMode.Require)
                throw LockErrors.RequiredIsStale(file.FullPath, name, changes);
            console.Note($"{console.Shown(file.FullPath)} is stale, searching anew");
            return LockedRun.Search(file, LockErrors.Stale(file.FullPath, name, changes));
        }
        console.Note($"applying {console.Shown(file.FullPath)}");
        if (!Recovers(job) || new RecoveredModels(file).Find(name, entry) is not { } recovered)
            return new LockedRun(file, entry, null, []);
        return RecoveredModels.IsWhole(recovered, entry)
            ? new LockedRun(file, entry, recovered, [])
            : new LockedRun(file, entry, null, [LockErrors.OtherRecovered(recovered, name)]);
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
        string name = LockFile.NameOf(job.Policy, job.Path);
        return told with { Warnings = [.. told.Warnings, LockErrors.OtherResult(run.File.FullPath, name, actual, entry)] };
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
