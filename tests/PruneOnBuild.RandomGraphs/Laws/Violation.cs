namespace PruneOnBuild.RandomGraphs.Laws;

/// <summary>A broken law.</summary>
/// <param name="Kind">The same for violations of one nature, so that shrinking keeps to one.</param>
/// <param name="Plan">The groups with what was removed, a line each.</param>
public sealed record Violation(string Kind, string Message, string Plan = "");
