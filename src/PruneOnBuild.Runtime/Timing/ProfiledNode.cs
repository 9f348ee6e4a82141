namespace PruneOnBuild.Runtime.Timing;

/// <summary>One run of one node, as the runtime's profiler wrote it down.</summary>
/// <param name="Provider">The execution provider that ran it, as the runtime names it.</param>
/// <param name="Us">Whole microseconds, rounded down.</param>
internal sealed record ProfiledNode(string Name, string Operator, string Provider, double Us);
