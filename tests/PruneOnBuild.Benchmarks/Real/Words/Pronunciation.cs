namespace PruneOnBuild.Benchmarks.Real.Words;

/// <param name="Word">Letters in lower case.</param>
/// <param name="Phonemes">Identifiers of <see cref="Spelling"/>.</param>
internal sealed record Pronunciation(string Word, int[] Phonemes);
