using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Accuracy.Metrics;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Tests.Accuracy.Metrics;

/// <summary>Metrics fed with outputs that the test makes, without a model.</summary>
internal static class Feeding
{
    public static SourceLocation Data { get; } = new("data.npz");

    /// <param name="outputs">One array for each judged output, samples first.</param>
    public static T Fed<T>(this T metric, params Tensor[] outputs)
        where T : IMetric => metric.FedBeside(outputs, outputs);

    public static T FedBeside<T>(this T metric, Tensor[] outputs, Tensor[] dense)
        where T : IMetric
    {
        var samples = (int)outputs[0].Dims[0];
        var (given, reference) = (new BatchOutputs(outputs, samples), new BatchOutputs(dense, samples));
        for (var sample = 0; sample < samples; sample++)
            metric.Add(sample, given.Sample(sample), reference.Sample(sample));
        metric.Complete();
        return metric;
    }

    public static double OfAll(this IMetric metric, int samples) => metric.Of([.. Enumerable.Repeat(1, samples)]);

    public static SampleLabels Labels(Tensor labels) => SampleLabels.OfArray(labels);

    public static Tensor Random(int seed, params long[] dims)
    {
        var random = new Random(seed);
        var count = dims.Aggregate(1L, (product, dim) => product * dim);
        return Tensor.Of([.. Enumerable.Range(0, (int)count).Select(_ => (float)(random.NextDouble() * 2 - 1))], dims);
    }

    /// <summary>The samples of an array that <paramref name="draws"/> name, each as often.</summary>
    public static Tensor Drawn(this Tensor all, int[] draws)
    {
        var length = all.Length / (int)all.Dims[0];
        var values = all.Floats().ToArray();
        return Tensor.Of(
            [.. draws.SelectMany((count, sample) => Enumerable.Repeat(values[(sample * length)..((sample + 1) * length)], count)).SelectMany(own => own)],
            [draws.Sum(), .. all.Dims.Skip(1)]);
    }
}
