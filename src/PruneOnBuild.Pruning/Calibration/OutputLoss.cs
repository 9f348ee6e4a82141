using System.Runtime.CompilerServices;
using PruneOnBuild.Graph;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Calibration;

/// <summary>
/// How far a model's outputs are from the dense model's on samples that nothing was fitted on; needs no labels. Outputs [samples, classes] are
/// compared by Kullback-Leibler divergence (in nats) of what they say of the classes, all others by squared error over the dense output's
/// variance. Outputs are averaged; where one only names a class, its scores stand for it (<see cref="TellingValues"/>). 0: equal.
/// </summary>
internal sealed class OutputLoss
{
    private const double Smallest = 1e-9;

    /// <summary>Batches that run at once at most: each holds activations of its own.</summary>
    private const int MostAtOnce = 4;

    private readonly IReadOnlyList<SampleBatch> _judge;
    private readonly string[] _outputs;
    private readonly List<IReadOnlyList<Tensor>> _dense = [];
    private readonly ConditionalWeakTable<ModelGraph, SampleLosses> _known = [];

    /// <param name="mostBatches">How many batches of those that judge are compared at most, spread evenly.</param>
    public OutputLoss(ModelGraph dense, CalibrationSamples samples, int mostBatches = int.MaxValue)
    {
        var (all, count) = (samples.Judge, Math.Clamp(mostBatches, 1, samples.Judge.Count));
        _judge = [.. Enumerable.Range(0, count).Select(i => all[(int)((long)i * all.Count / count)])];
        _outputs = TellingValues.Of(dense);
        if (_outputs.Length == 0)
        {
            return;
        }

        using var run = new ActivationRun(dense, _outputs);
        _dense.AddRange(_judge.Select(batch => run.Run(batch)));
    }

    /// <summary>The batches that are compared.</summary>
    public IReadOnlyList<SampleBatch> Batches => _judge;

    /// <summary>The loss of a model with the dense model's inputs and outputs, at least 0; infinite where it gives no numbers.</summary>
    /// <param name="given">For each of <see cref="Batches"/>: values inside the model that are known and need not be computed.</param>
    public double Of(ModelGraph model, IReadOnlyList<IReadOnlyDictionary<string, Tensor>>? given = null)
    {
        return _outputs.Length == 0 ? 0 : _known.GetValue(model, _ => Measured(model, given)).All;
    }

    /// <summary>
    /// Whether a model loses less than another by more than the chance of the samples: by at least one standard error of the difference, sample
    /// by sample.
    /// </summary>
    public bool IsClearlyLess(ModelGraph model, ModelGraph other)
    {
        if (_outputs.Length == 0 || !(Of(model) < Of(other)))
        {
            return false;
        }

        var gains = Losses(other).Zip(Losses(model), (theirs, own) => theirs - own).ToList();
        var mean = gains.Average();
        var variance = gains.Sum(gain => (gain - mean) * (gain - mean)) / Math.Max(1, gains.Count - 1);
        return !double.IsFinite(mean) || mean >= Math.Sqrt(variance / gains.Count);

        double[] Losses(ModelGraph of) => _known.GetValue(of, _ => Measured(of, null)).Samples;
    }

    private SampleLosses Measured(ModelGraph model, IReadOnlyList<IReadOnlyDictionary<string, Tensor>>? given)
    {
        using var alone = Workers.AtMost(Math.Min(MostAtOnce, Workers.Count));
        using var run = new ActivationRun(model, _outputs, given is [var first, ..] ? first.Keys.ToHashSet() : null, Math.Min(_judge.Count, Workers.Count));
        var batches = new (double Sum, double Scale, double[] Samples)[_judge.Count][];
        Workers.Run(_judge.Count, long.MaxValue, i =>
        {
            var got = run.Run(_judge[i], given?[i]);
            batches[i] = [.. _dense[i].Zip(got, (wanted, other) => Compare(wanted, other, _judge[i]))];
        });

        // Added up in the order of the batches, whichever was done first.
        double[] scales = [.. _outputs.Select((_, output) => Math.Max(batches.Sum(batch => batch[output].Scale), Smallest))];
        var loss = scales.Select((scale, output) => batches.Sum(batch => batch[output].Sum) / scale).Average();
        return new SampleLosses(
            double.IsFinite(loss) ? Math.Max(0, loss) : double.PositiveInfinity,
            [.. batches.SelectMany((batch, i) => Enumerable.Range(0, _judge[i].Count).Select(sample =>
                batch.Zip(scales, (part, scale) => part.Samples[sample] / scale).Average()))]);
    }

    /// <returns>Error and what it is compared with, both summed over the batch, and what each sample adds to the error.</returns>
    private static (double Sum, double Scale, double[] Samples) Compare(Tensor dense, Tensor other, SampleBatch batch)
    {
        var samples = new double[batch.Count];

        // An output that does not hold as much for every sample is compared as a whole.
        var count = dense.Length % batch.Rows == 0 ? dense.Length / batch.Rows * batch.Count : dense.Length;
        var wanted = dense.Floats()[..count];
        var got = other.Floats()[..count];
        if (dense.Dims.Length == 2 && dense.Dims[0] == batch.Rows && dense.Dims[1] > 1)
        {
            var classes = (int)dense.Dims[1];
            var divergence = 0.0;
            for (var row = 0; row < count; row += classes)
            {
                var own = Divergence(wanted.Slice(row, classes), got.Slice(row, classes));
                divergence += own;
                samples[row / classes] += own;
            }

            return (divergence, count / classes, samples);
        }

        var (mean, square, error) = (0.0, 0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            mean += wanted[i];
            square += (double)wanted[i] * wanted[i];
            var own = ((double)wanted[i] - got[i]) * ((double)wanted[i] - got[i]);
            error += own;
            samples[(int)((long)i * samples.Length / count)] += own;
        }

        return (error, square - (mean * mean / Math.Max(1, count)), samples);
    }

    private static double Divergence(ReadOnlySpan<float> dense, ReadOnlySpan<float> other)
    {
        var (p, q) = (Probabilities(dense), Probabilities(other));
        var divergence = 0.0;
        for (var i = 0; i < p.Length; i++)
        {
            divergence += p[i] * Math.Log((p[i] + Smallest) / (q[i] + Smallest));
        }

        return divergence;
    }

    /// <summary>The row itself where it already is a distribution, else its softmax.</summary>
    private static double[] Probabilities(ReadOnlySpan<float> row)
    {
        var (sum, largest, negative) = (0.0, double.NegativeInfinity, false);
        foreach (var value in row)
        {
            sum += value;
            largest = Math.Max(largest, value);
            negative |= value < 0;
        }

        var probabilities = new double[row.Length];
        if (!negative && Math.Abs(sum - 1) < 1e-3)
        {
            for (var i = 0; i < row.Length; i++)
            {
                probabilities[i] = row[i];
            }

            return probabilities;
        }

        var total = 0.0;
        for (var i = 0; i < row.Length; i++)
        {
            total += probabilities[i] = Math.Exp(row[i] - largest);
        }

        for (var i = 0; i < row.Length; i++)
        {
            probabilities[i] /= total;
        }

        return probabilities;
    }
}
