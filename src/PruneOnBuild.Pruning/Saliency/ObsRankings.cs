using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Pruning.Search;
using PruneOnBuild.Pruning.Surgery;

namespace PruneOnBuild.Pruning.Saliency;

/// <summary>
/// Ranks every group by <see cref="ObsOrder"/> and says what its widths cost: the loss of the whole model's outputs with only this group cut
/// and its readers re-fitted, measured at a few widths on samples that nothing was fitted on, and between them along the order's own error.
/// Groups that no layer with stored weights reads are ranked by their weights and measured without a re-fit.
/// </summary>
internal sealed class ObsRankings
{
    /// <summary>Bytes of Gram matrices held at once.</summary>
    private const double MostBytes = 4e8;

    /// <summary>Multiply-adds that all measured losses may cost together: about a minute on two cores. Fewer samples judge where there are many groups.</summary>
    private const double MostWork = 4e12;

    private static readonly double[] MeasuredRatios = [0.25, 0.5, 0.75];

    private readonly AxisMap _map;
    private readonly CalibrationSamples _samples;
    private readonly OutputLoss _loss;
    private readonly int _multiple;
    private readonly Dictionary<string, Layer> _layers;
    private readonly ActivationWalk _walk;

    /// <param name="groups">How many groups will be ranked.</param>
    /// <param name="multiple">Widths are measured on multiples of this.</param>
    public ObsRankings(AxisMap map, CalibrationSamples samples, int groups, int multiple)
    {
        (_map, _samples, _multiple) = (map, samples, multiple);
        var perBatch = ModelCosts.MultiplyAdds(map) * samples.Judge[0].Count * MeasuredRatios.Length * Math.Max(1, groups);
        _loss = new OutputLoss(map.Model, samples, (int)Math.Min(int.MaxValue, MostWork / Math.Max(1, perBatch)));
        _walk = new ActivationWalk(_loss.Batches, map.Shapes);
        _layers = LayerFinder.In(map.Model).ToDictionary(layer => layer.Node.Output[0]);
    }

    /// <summary>One ranking for each group, in their order.</summary>
    public IReadOnlyList<ChannelRanking> Rank(IReadOnlyList<ChannelGroup> groups, SaliencyTable fallback, IProgress<string> progress)
    {
        var rankings = new ChannelRanking[groups.Count];
        var next = 0;
        while (next < groups.Count)
        {
            var (chunk, bytes) = (new List<(int Group, IReadOnlyList<LayerInput> Readers)>(), 0.0);
            while (next < groups.Count && (chunk.Count == 0 || bytes < MostBytes))
            {
                var readers = LayerInput.Of(_map, groups[next], _layers);
                bytes += readers.Sum(reader => 8.0 * (reader.Layer.Features + 1) * (reader.Layer.Features + 1));
                chunk.Add((next++, readers));
            }

            progress.Report($"ranking groups {chunk[0].Group + 1} to {next} of {groups.Count}");
            var moments = Moments([.. chunk.SelectMany(entry => entry.Readers).DistinctBy(reader => (reader.Layer.Output, reader.Part))]);
            foreach (var (group, all) in chunk)
            {
                LayerInput[] readers = [.. all.Where(reader => moments[(reader.Layer.Output, reader.Part)].Rows > 0)];
                rankings[group] = readers.Length > 0 ? ByObs(groups[group], readers, moments) : ByWeights(groups[group], fallback.Rank(groups[group]));
            }
        }

        return rankings;
    }

    private Dictionary<(string, int), LayerMoments> Moments(IReadOnlyList<LayerInput> readers)
    {
        var moments = readers.ToDictionary(reader => (reader.Layer.Output, reader.Part), reader => new LayerMoments(reader.Layer, 0));
        var inputs = readers.Select(reader => reader.Layer.Input).Distinct().ToList();
        if (inputs.Count == 0)
        {
            return moments;
        }

        using var run = new ActivationRun(_map.Model, inputs);
        var samples = _samples.Fit.Sum(batch => batch.Count);
        foreach (var batch in _samples.Fit)
        {
            var values = inputs.Zip(run.Run(batch)).ToDictionary(pair => pair.First, pair => pair.Second);
            foreach (var reader in readers)
            {
                var input = values[reader.Layer.Input];
                var positions = SampledPositions.Of(reader.Layer.Positions(input, batch.Rows), samples, reader.Layer.Features, batch.Start);
                moments[(reader.Layer.Output, reader.Part)].Add(
                    LayerMoments.Patches(reader.Layer, input, batch, reader.Part, positions), [], batch.Count * positions.Length);
            }
        }

        return moments;
    }

    private ChannelRanking ByObs(ChannelGroup group, LayerInput[] readers, Dictionary<(string, int), LayerMoments> moments)
    {
        LayerMoments Of(LayerInput reader) => moments[(reader.Layer.Output, reader.Part)];
        var order = new ObsOrder(
            readers, reader => Of(reader).Gram, reader => Of(reader).Rows, reader => reader.Layer.Weights(_map.Model, reader.Part));
        var count = group.Channels.Length;
        var measured = MeasuredCounts(group).ToHashSet();
        var errors = new double[count + 1];
        var weights = new Dictionary<int, Matrix[]>();
        var gone = order.Run(count, (removed, error, now) =>
        {
            errors[removed] = error;
            if (measured.Contains(removed))
            {
                weights[removed] = [.. Enumerable.Range(0, readers.Length).Select(now)];
            }
        });
        var losses = weights.ToDictionary(entry => entry.Key, entry => Measure(group, gone[..entry.Key], readers, entry.Value));
        return new ChannelRanking(gone, LossCurve.Through(errors, losses));
    }

    private ChannelRanking ByWeights(ChannelGroup group, ChannelRanking ranking)
    {
        var losses = MeasuredCounts(group).ToDictionary(count => count, count => Measure(group, ranking.LeastFirst[..count], [], []));
        return ranking with { Loss = LossCurve.Through(ranking.Loss, losses) };
    }

    /// <summary>How many channels are gone where the loss is measured.</summary>
    private IEnumerable<int> MeasuredCounts(ChannelGroup group) =>
        MeasuredRatios.Select(ratio => group.Channels.Length - Widths.Nearest(group.Channels.Length, ratio, Widths.MultipleOf(group, _multiple)))
            .Where(count => count > 0).Distinct();

    /// <summary>The loss of the dense model with some channels of one group silenced and their readers re-fitted.</summary>
    private double Measure(ChannelGroup group, IEnumerable<int> gone, IReadOnlyList<LayerInput> readers, Matrix[] weights)
    {
        var removed = gone.Select(index => group.Channels[index]).ToHashSet();
        var masked = MaskedModel.Build(_map, channel => _map.Sets.Touches(channel, removed)).Proto;
        foreach (var layer in readers.Select((reader, i) => (reader, weights[i])).GroupBy(pair => pair.reader.Layer))
        {
            var parts = layer.ToDictionary(pair => pair.reader.Part, pair => pair.Item2);
            layer.Key.Write(masked, _map.Model, [.. Enumerable.Range(0, layer.Key.Groups).Select(part => parts.GetValueOrDefault(part) ?? layer.Key.Weights(_map.Model, part))]);
        }

        return _loss.Of(new ModelGraph(masked, _map.Model.Path), _walk.At(_map.Model, FirstReader(group)));
    }

    /// <summary>Nodes in execution order before the first that the group's channels are silenced in front of: they compute what they do in the dense model.</summary>
    private int FirstReader(ChannelGroup group)
    {
        var readers = group.Uses.Where(use => use.Role is AxisRole.Reads or AxisRole.ReadsState).Select(use => use.Node).ToHashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        return _map.Model.Nodes.TakeWhile(node => !readers.Contains(node)).Count();
    }
}
