namespace PruneOnBuild.Tasks.Runs;

/// <summary>
/// The recorded runs of one task, of which nothing may be right: a damaged cache, a path of odd letters, a full disk. Then the worker runs, and says
/// what is wrong.
/// </summary>
/// <param name="command">All that the worker is started with.</param>
internal sealed class RunMemory(PruneModel task, string command)
{
    private RecordedRuns? _runs;
    private string? _asked;

    /// <summary>The run that is repeated, whose files are in the output folder then; null: the worker has to run.</summary>
    public RunRecord? Repeat() => Guarded(() =>
    {
        var (cache, output, project) = (Trimmed(task.CacheFolder), Trimmed(task.OutputFolder), Trimmed(task.ProjectFolder));
        if (Places.Of(task.Policy, output, cache, project) is not { } places)
            return null;
        var contents = new Contents();
        _runs = new RecordedRuns(cache, output, places, contents);
        _asked = AskedRun.Key(task.Worker, $"{task.DotNetHost} {command}", task.Policy, task.Model, output, places, contents);
        return _asked is null ? null : _runs.Repeat(_asked);
    });

    /// <summary>Keeps the run that has just ended with a verdict, if it can be repeated.</summary>
    /// <param name="start">In UTC, when it began.</param>
    public void Keep(DateTime start) => Guarded<object>(() =>
    {
        if (_asked is not null)
            _runs!.Keep(_asked, start);
        return null;
    });

    private static string Trimmed(string folder) => folder.TrimEnd('\\', '/');

    private static T? Guarded<T>(Func<T?> work)
        where T : class
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }
}
