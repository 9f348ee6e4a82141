using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Samples;

namespace PruneOnBuild.Runtime;

/// <summary>Calibration or evaluation samples of one model. <see cref="SampleSetReader"/> reads them from files.</summary>
public sealed class SampleSet
{
    /// <summary>Pruning looks at no more samples than this.</summary>
    public const int MostForCalibration = 1024;

    private readonly IFeedSource _feeds;

    internal SampleSet(IFeedSource feeds, SampleLabels? labels, SourceLocation place, ImmutableArray<string> files, string hash)
    {
        _feeds = feeds;
        Labels = labels;
        Place = place;
        Files = files;
        Hash = hash;
    }

    /// <summary>Number of samples, 1 or more.</summary>
    public int Count => _feeds.Count;

    /// <summary>Samples that the model takes at once; null: any number.</summary>
    public int? FixedBatch => _feeds.FixedBatch;

    /// <summary>Model input name to the output that feeds it at the next sample; such sets are fed one sample at a time.</summary>
    public ImmutableDictionary<string, Located<string>> States { get; init; } = ImmutableDictionary<string, Located<string>>.Empty;

    /// <summary>Null where the data holds none, and for calibration data.</summary>
    public SampleLabels? Labels { get; }

    /// <summary>The file or folder that the samples came from.</summary>
    public SourceLocation Place { get; }

    /// <summary>Full paths of all files that were read.</summary>
    public ImmutableArray<string> Files { get; }

    /// <summary>SHA-256 over the bytes that were read, 64 hexadecimal digits.</summary>
    public string Hash { get; }

    /// <summary>The same samples with labels for as many.</summary>
    public SampleSet With(SampleLabels labels) => new(_feeds, labels, Place, Files, Hash);

    /// <summary>Samples held in memory: one tensor per model input, samples on axis 0.</summary>
    /// <param name="classes">Class of each sample; null: no labels.</param>
    /// <param name="fixedBatch">Samples that the model takes at once; null: any number.</param>
    public static SampleSet Of(IReadOnlyDictionary<string, Tensor> samples, IReadOnlyList<long>? classes = null, int? fixedBatch = null)
    {
        var counts = samples.Values.Select(tensor => tensor.Dims[0]).Distinct().ToArray();
        if (counts is not [> 0 and var count] || (classes is not null && classes.Count != count))
            throw new ArgumentException("Inputs and labels need one number of samples, 1 or more.", nameof(samples));
        var inputs = samples.Select(sample => InputSamples.Plain(sample.Key, sample.Value)).ToArray();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, tensor) in samples)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name} {tensor}"));
            hash.AppendData(tensor.Bytes);
        }

        return new SampleSet(
            new CutFeeds(inputs, (int)count, fixedBatch),
            classes is null ? null : SampleLabels.OfClasses(classes),
            new SourceLocation("samples in memory"),
            [],
            Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>
    /// Samples from <paramref name="start"/> on: at most <paramref name="count"/> of them, fewer at the end of the set and where the model
    /// or the data fixes how many go together.
    /// </summary>
    public SampleBatch Batch(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return _feeds.Take(start, count);
    }

    /// <summary>
    /// The first <see cref="MostForCalibration"/> samples as whole feeds, with the states that <paramref name="model"/> comes to on its way;
    /// without states the set itself.
    /// </summary>
    /// <exception cref="PruneOnBuildException">A run fails, or an output that is carried is missing.</exception>
    public SampleSet WithStatesOf(ModelSession model)
    {
        if (States.IsEmpty)
            return this;
        var runner = new SampleRunner(model, this);
        var feeds = new List<IReadOnlyDictionary<string, Tensor>>();
        foreach (var batch in Batches(1, MostForCalibration))
        {
            feeds.Add(runner.FeedsOf(batch));
            runner.Run(batch, []);
        }

        return new SampleSet(new WholeFeeds(feeds), null, Place, Files, Hash);
    }

    /// <summary>The whole set, or its first <paramref name="limit"/> samples, in order, at most <paramref name="size"/> at a time.</summary>
    public IEnumerable<SampleBatch> Batches(int size = 32, int? limit = null)
    {
        var end = Math.Min(limit ?? Count, Count);
        for (var start = 0; start < end;)
        {
            var batch = Batch(start, Math.Min(size, end - start));
            yield return batch;
            start += batch.Count;
        }
    }
}
