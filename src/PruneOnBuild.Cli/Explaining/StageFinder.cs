using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Cli.Locking;
using PruneOnBuild.Cli.Stages;

namespace PruneOnBuild.Cli.Explaining;

/// <summary>Looks up the result of each stage, makes none, and says what a run would do.</summary>
internal sealed class StageFinder(StageCache cache, LockMode mode) : IStageVisitor
{
    private readonly List<(string Name, string State)> _states = [];

    /// <summary>prune.lock and each stage in order: a name, and one line of words.</summary>
    public IReadOnlyList<(string Name, string State)> States => _states;

    public void Visit(LockedRun locked) => _states.Add(("lock", locked.State switch
    {
        LockState.Ignored => "not looked at",
        LockState.Missing => $"no plan: {Otherwise("POB1964")}",
        LockState.Stale => $"stale, because of {string.Join(", ", locked.Changes)}: {Otherwise("POB1965")}",
        _ => mode == LockMode.Update ? "fresh, and would be written again" : "fresh: its plan is applied",
    }));

    public T? Visit<T>(StageStep<T> step)
        where T : class, IStageResult
    {
        var found = step.Find();
        _states.Add((step.Name, found is null ? Absent(step.Entry, step.Verb)
            : step.Decides(found) ? "stored"
            : $"stored, but it leaves a gate undecided: would be {step.Verb} again"));
        return found;
    }

    private string Absent(EntryKey entry, string verb) => cache.IsShared(entry)
        ? "in the shared cache: would be taken from there" : $"not stored: would be {verb}";

    private string Otherwise(string code) => mode switch
    {
        LockMode.Require => $"error {code}",
        LockMode.Update => "search, and it is written",
        _ => "search",
    };
}
