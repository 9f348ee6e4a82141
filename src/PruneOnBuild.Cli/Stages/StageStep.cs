using PruneOnBuild.Cli.Caching;

namespace PruneOnBuild.Cli.Stages;

/// <summary>One stage of one job, for whoever walks the stages to run it or to look it up.</summary>
/// <param name="Name">As reports and <c>explain</c> list it.</param>
/// <param name="Verb">What a run does, such as <c>measured</c>.</param>
/// <param name="Entry">Where the cache has the result.</param>
/// <param name="Find">What is stored; null: nothing.</param>
/// <param name="Run">Stored, or made and stored.</param>
internal sealed record StageStep<T>(string Name, string Verb, EntryKey Entry, Func<T?> Find, Func<T> Run)
    where T : class, IStageResult
{
    /// <summary>Whether a stored result decides the gates; one that does not is made again.</summary>
    public Predicate<T> Decides { get; init; } = _ => true;
}
