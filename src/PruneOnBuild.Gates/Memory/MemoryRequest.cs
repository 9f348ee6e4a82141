using System.Collections.Immutable;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Memory;

/// <summary>What a fresh process is to open and run. Travels as JSON through <see cref="GatesJson"/>.</summary>
/// <param name="Model">Full path of the model; null: open none.</param>
/// <param name="Threads">Intra-op threads; null: the runtime's choice.</param>
/// <param name="Provider">As in <see cref="SessionSettings"/>.</param>
/// <param name="Feeds">Names, types and sizes of one sample. Its values take no part in what a run takes up, so they are made up.</param>
public sealed record MemoryRequest(string? Model, int? Threads, string? Provider, ImmutableArray<TensorSpec> Feeds);
