using System.Collections.Immutable;

namespace PruneOnBuild.Cli.Output;

/// <summary>What a model's verdict depends on, and what was published for it: with equal files a later run would come to the same.</summary>
/// <param name="LastDay">In UTC, the last day on which the verdict holds; null: any.</param>
/// <param name="Published">Files of the cache, the model first; empty where the verdict let nothing pass.</param>
internal sealed record RunBasis(ImmutableArray<RunInput> Inputs, DateOnly? LastDay, ImmutableArray<string> Published);
