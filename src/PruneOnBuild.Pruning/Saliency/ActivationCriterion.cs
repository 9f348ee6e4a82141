using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Saliency;

/// <summary>
/// Mean absolute activation of a channel on the calibration samples, wherever a layer reads it, summed over the values of its group: what is
/// nearly silent adds little to what comes next (Molchanov et al. 2017, arXiv:1611.06440, criterion "activation"). Groups that no activation
/// carries to a layer are judged by the l2 of their weights.
/// </summary>
internal sealed class ActivationCriterion
{
    /// <summary>Bytes of activations that one run may hold, as far as their shapes are known; more are seen in several runs.</summary>
    private const double MostBytes = 4e8;

    private readonly AxisMap _map;
    private readonly IReadOnlyList<SampleBatch> _batches;
    private readonly ChannelScores _scores;

    private ActivationCriterion(AxisMap map, IReadOnlyList<ChannelGroup> groups, CalibrationSamples samples) =>
        (_map, _batches, _scores) = (map, samples.Fit, new ChannelScores(map, groups));

    public static SaliencyTable Compute(
        AxisMap map, IReadOnlyList<ChannelGroup> groups, CalibrationSamples samples, IProgress<string> progress)
    {
        var criterion = new ActivationCriterion(map, groups, samples);
        var reads = groups.SelectMany(group => group.Uses).Where(use => use is { Role: AxisRole.Reads, IsConstant: false })
            .DistinctBy(use => (use.Value, use.Axis)).ToList();
        for (var next = 0; next < reads.Count;)
        {
            var first = next;
            for (var bytes = 0.0; next < reads.Count && (next == first || bytes + criterion.Bytes(reads[next]) <= MostBytes); next++)
            {
                bytes += criterion.Bytes(reads[next]);
            }

            progress.Report($"watching activations {first + 1} to {next} of {reads.Count}");
            criterion.Watch(reads[first..next]);
        }

        return criterion._scores.Table();
    }

    private double Bytes(AxisUse use) => _map.Shapes.Of(use.Value)!.Dims.Skip(1)
        .Aggregate((double)sizeof(float) * _batches[0].Rows, (product, dim) => product * (dim.IsKnown ? dim.Value : 1));

    private void Watch(List<AxisUse> uses)
    {
        string[] values = [.. uses.Select(use => use.Value).Distinct()];
        var (sums, counts) = (uses.ConvertAll(use => new double[_map.Channels(use.Value, use.Axis)!.Length]), new long[uses.Count]);
        using var run = new ActivationRun(_map.Model, values);
        foreach (var batch in _batches)
        {
            var seen = values.Zip(run.Run(batch)).ToDictionary(pair => pair.First, pair => pair.Second);
            for (var i = 0; i < uses.Count; i++)
            {
                counts[i] += AddAbsolutes(sums[i], seen[uses[i].Value], uses[i], batch);
            }
        }

        for (var i = 0; i < uses.Count; i++)
        {
            _scores.Add(uses[i].Value, uses[i].Axis, Array.ConvertAll(sums[i], sum => sum / Math.Max(1, counts[i])));
        }
    }

    /// <returns>Elements that each index of the axis has.</returns>
    private long AddAbsolutes(double[] sums, Tensor tensor, AxisUse use, SampleBatch batch)
    {
        var zero = ZeroOf(use);
        var inner = (int)tensor.Dims.Skip(use.Axis + 1).Aggregate(1L, (product, dim) => product * dim);
        var outer = tensor.Length / Math.Max(1, inner * sums.Length);
        // Rows that only fill the batch up lie behind the others.
        var counted = use.Axis > 0 && outer % batch.Rows == 0 ? outer / batch.Rows * batch.Count : outer;
        var values = tensor.Floats();
        for (var i = 0; i < counted * sums.Length; i++)
        {
            var sum = 0.0;
            foreach (var value in values.Slice(i * inner, inner))
            {
                sum += Math.Abs(value - zero);
            }

            sums[i % sums.Length] += sum;
        }

        return (long)counted * inner;
    }

    /// <summary>What stands for 0 in a quantised value.</summary>
    private float ZeroOf(AxisUse use) =>
        use.ZeroPoint is { } input && input < use.Node.Input.Count && _map.Model.Constant(use.Node.Input[input]) is { } zero
        && ElementTypes.IsInteger(zero.ElementType()) && zero.ElementCount() == 1 ? TensorReader.Longs(zero)[0] : 0;
}
