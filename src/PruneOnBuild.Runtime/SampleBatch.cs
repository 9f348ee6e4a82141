namespace PruneOnBuild.Runtime;

/// <summary>Feeds that hold some samples of a set, preprocessed and ready for a session.</summary>
/// <param name="Start">Index of the first sample in its set.</param>
/// <param name="Count">Samples that count.</param>
/// <param name="Rows">
/// Samples in the feeds: <paramref name="Count"/>, or more where the model's batch size is fixed and the last batch is filled up by
/// repeating a sample. An output of n elements holds n / Rows elements for each sample; only the first Count rows matter.
/// </param>
/// <param name="BeginsSequence">States, where the model has some, are zeros here.</param>
public sealed record SampleBatch(
    int Start, int Count, int Rows, IReadOnlyDictionary<string, Tensor> Feeds, bool BeginsSequence = false);
