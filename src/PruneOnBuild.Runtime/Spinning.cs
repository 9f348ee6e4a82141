namespace PruneOnBuild.Runtime;

/// <summary>When a session's threads that have no work wait busily for more: faster for the session, and a core less for everybody else.</summary>
public enum Spinning
{
    /// <summary>As the runtime does by itself, which is for a while after a run too.</summary>
    AfterRuns,

    /// <summary>
    /// Until the last run under way ends. For sessions that are timed side by side: else the threads of the one that does not run take cores
    /// from the one that does. Each run pays for waking its threads, some microseconds, as it does in an application that does not run its
    /// model without a pause.
    /// </summary>
    WithinRuns,

    /// <summary>For runs whose values are wanted, not their time: our own arithmetic goes on between them.</summary>
    Never,
}
