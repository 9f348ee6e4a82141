using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Pruning.Search;
using PruneOnBuild.Pruning.Surgery;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Saliency;

/// <summary>
/// Ranks every group by <see cref="ObsOrder"/> and says what its widths cost: the loss of the whole model's outputs with only this group cut
/// and its readers re-fitted, measured at a few widths on samples that nothing was fitted on, and between them along the order's own error. The
/// widest is measured at once, the others when a search comes near them.
/// Groups that no layer with stored weights reads are ranked by their weights and measured without a re-fit.
/// </summary>
internal sealed class ObsRankings
{
    /// <summary>Bytes of Gram matrices held at once.</summary>
    private const double MostBytes = 4e8;

    /// <summary>Multiply-adds that all measured losses may cost together: about a minute on two cores. Fewer samples judge where there are many groups.</summary>
    private const double MostWork = 4e12;

    /// <summary>
    /// What recovery leaves of the loss of channels between two layers, which it re-fits together: 0.5 to 0.85 of the error on the networks of
    /// docs/accuracy.md, where the loss is measured with the second layer re-fitted alone.
    /// </summary>
    private const double LeftByRecovery = 0.6;

    /// <summary>Bytes of re-fitted weights that wait to be measured; what goes beyond is measured at once.</summary>
    private const long MostWaiting = 200L << 20;

    private static readonly double[] MeasuredRatios = [0.25, 0.5, 0.75];

    private readonly AxisMap _map;
    private readonly CalibrationSamples _samples;
    private readonly OutputLoss _loss;
    private readonly int _multiple;
    private readonly bool _recovers;
    private readonly Dictionary<string, Layer> _layers;
    private readonly IReadOnlyList<RecurrentLayer> _recurrent;
    private readonly ModelGraph _exposed;
    private readonly ActivationWalk _walk;
    private long _waiting;

    /// <param name="groups">How many groups will be ranked.</param>
    /// <param name="multiple">Widths are measured on multiples of this.</param>
    /// <param name="recovers">Whether least squares repair what is cut.</param>
    public ObsRankings(AxisMap map, CalibrationSamples samples, int groups, int multiple, bool recovers)
    {
        (_map, _samples, _multiple, _recovers) = (map, samples, multiple, recovers);
        var perBatch = ModelCosts.MultiplyAdds(map) * samples.Judge[0].Count * MeasuredRatios.Length * Math.Max(1, groups);
        var batches = (int)Math.Min(int.MaxValue, MostWork / Math.Max(1, perBatch));
        _loss = batches >= samples.Judge.Count ? samples.LossBeside(map.Model) : new OutputLoss(map.Model, samples, batches);
        _walk = new ActivationWalk(_loss.Batches, map.Shapes, atOnce: Workers.Count);
        _layers = LayerFinder.In(map.Model).ToDictionary(layer => layer.Node.Output[0]);
        _recurrent = RecurrentLayers.In(map.Model);
        _exposed = _recurrent.Aggregate(map.Model, (model, layer) => layer.Exposed(model));
    }

    /// <summary>One ranking for each group, in their order.</summary>
    public IReadOnlyList<ChannelRanking> Rank(IReadOnlyList<ChannelGroup> groups, SaliencyTable fallback, IProgress<string> progress)
    {
        var rankings = new ChannelRanking[groups.Count];
        var next = 0;
        while (next < groups.Count)
        {
            var (chunk, bytes) = (new List<(int Group, IReadOnlyList<IGroupReader> Readers)>(), 0.0);
            while (next < groups.Count && (chunk.Count == 0 || bytes < MostBytes))
            {
                IReadOnlyList<IGroupReader> readers = [.. LayerInput.Of(_map, groups[next], _layers), .. RecurrentInput.Of(_map, groups[next], _recurrent)];
                bytes += readers.Sum(reader => 8.0 * (reader.Features + 1) * (reader.Features + 1));
                chunk.Add((next++, readers));
            }

            progress.Report($"ranking groups {chunk[0].Group + 1} to {next} of {groups.Count}");
            var moments = Moments([.. chunk.SelectMany(entry => entry.Readers).DistinctBy(reader => reader.Key)]);
            foreach (var (group, all) in chunk)
            {
                IGroupReader[] readers = [.. all.Where(reader => moments[reader.Key].Rows > 0)];
                rankings[group] = readers.Length > 0 ? ByObs(groups[group], readers, moments) : ByWeights(groups[group], fallback.Rank(groups[group]));
            }
        }

        return rankings;
    }

    private Dictionary<(string, int), LayerMoments> Moments(IReadOnlyList<IGroupReader> readers)
    {
        Dictionary<(string, int), LayerMoments> Blank() => readers.ToDictionary(reader => reader.Key, reader => new LayerMoments(reader.Features, 0));
        var needed = readers.SelectMany(reader => reader.Needed(_exposed)).Distinct().ToList();
        var computed = needed.Where(value => !_exposed.IsInput(value)).ToList();
        if (readers.Count == 0)
        {
            return Blank();
        }

        var (batches, bytes) = (_samples.Fit.Count, readers.Sum(reader => LayerMoments.Bytes(reader.Features, 0)));
        using var run = computed.Count > 0 ? new ActivationRun(_exposed, computed, atOnce: Shares.Count(batches, bytes) > 1 ? Workers.Count : 1) : null;
        return Shares.Sum(
            batches,
            bytes,
            i => run?.Run(_samples.Fit[i]) ?? [],
            Blank,
            (moments, i, results) =>
            {
                var values = new Dictionary<string, Tensor>(_samples.Fit[i].Feeds);
                foreach (var (value, tensor) in computed.Zip(results))
                {
                    values[value] = tensor;
                }

                Workers.Run(readers.Count, long.MaxValue, reader =>
                    readers[reader].Add(moments[readers[reader].Key], _exposed, values, _samples.Fit[i], _samples.Fit));
            },
            (moments, others) =>
            {
                foreach (var (key, other) in others)
                {
                    moments[key].Add(other);
                }
            });
    }

    private ChannelRanking ByObs(ChannelGroup group, IGroupReader[] readers, Dictionary<(string, int), LayerMoments> moments)
    {
        var order = new ObsOrder(
            [.. readers.Select(reader => new ObsReader(reader.Rows, moments[reader.Key].Gram, moments[reader.Key].Rows, reader.Weights(_map.Model)))]);
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
        var share = _recovers && IsBetweenTwoLayers(group, readers) ? LeftByRecovery : 1;
        var loss = new LossCurve(errors, weights.Keys, removed =>
        {
            weights.Remove(removed, out var now);
            return share * Measure(group, gone[..removed], readers, now!);
        });
        loss.At(weights.Keys.DefaultIfEmpty().Min());
        _waiting += weights.Values.Sum(matrices => matrices.Sum(matrix => (long)sizeof(double) * matrix.Values.Length));
        if (_waiting > MostWaiting)
        {
            loss.At(count);
        }

        return new ChannelRanking(gone, loss);
    }

    private bool IsBetweenTwoLayers(ChannelGroup group, IGroupReader[] readers) =>
        Array.TrueForAll(readers, reader => reader is LayerInput) && readers.Select(reader => reader.Key.Output).Distinct().Count() == 1
        && group.Uses.Where(use => use.Role == AxisRole.Writes).Select(use => use.Node.Output[0]).Distinct().ToList() is [var written]
        && _layers.ContainsKey(written);

    private ChannelRanking ByWeights(ChannelGroup group, ChannelRanking ranking)
    {
        double[] errors = [.. Enumerable.Range(0, ranking.Loss.Length).Select(ranking.Loss.At)];
        return ranking with { Loss = new LossCurve(errors, MeasuredCounts(group), count => Measure(group, ranking.LeastFirst[..count], [], [])) };
    }

    /// <summary>How many channels are gone where the loss is measured.</summary>
    private IEnumerable<int> MeasuredCounts(ChannelGroup group) =>
        MeasuredRatios.Select(ratio => group.Channels.Length - Widths.Nearest(group.Channels.Length, ratio, Widths.MultipleOf(group, _multiple)))
            .Where(count => count > 0).Distinct();

    /// <summary>The loss of the dense model with some channels of one group silenced and their readers re-fitted.</summary>
    private double Measure(ChannelGroup group, int[] gone, IReadOnlyList<IGroupReader> readers, Matrix[] weights)
    {
        var removed = gone.Select(index => group.Channels[index]).ToHashSet();
        var masked = MaskedModel.Build(_map, channel => _map.Sets.Touches(channel, removed), Deaf(gone, readers, weights)).Proto;
        foreach (var layer in readers.Zip(weights).GroupBy(pair => pair.First.Key.Output))
        {
            var parts = layer.ToDictionary(pair => pair.First.Key.Part, pair => pair.Second);
            switch (layer.First().First)
            {
                case LayerInput plain:
                    plain.Layer.Write(masked, _map.Model, [.. Enumerable.Range(0, plain.Layer.Groups)
                        .Select(part => parts.GetValueOrDefault(part) ?? plain.Layer.Weights(_map.Model, part))]);
                    break;
                case RecurrentInput recurrent:
                    recurrent.Layer.Write(masked, _map.Model, parts.ToDictionary(part => recurrent.Layer.Parts[part.Key], part => part.Value));
                    break;
            }
        }

        return _loss.Of(new ModelGraph(masked, _map.Model.Path), _walk.At(_map.Model, FirstReader(group)));
    }

    /// <summary>Layers whose re-fitted weights are zero for every channel that is gone. A mask in front of them would only take the runtime's time.</summary>
    private static HashSet<NodeProto> Deaf(int[] gone, IReadOnlyList<IGroupReader> readers, Matrix[] weights) =>
    [
        .. from reader in readers.Zip(weights, (reader, now) => (Input: reader as LayerInput, now))
           where reader.Input is not null
           group reader by reader.Input.Layer into parts
           where parts.Count() == parts.Key.Groups
               && parts.All(part => gone.All(channel => Array.TrueForAll(part.Input!.Rows[channel], row => !part.now.Row(row).ContainsAnyExcept(0))))
           select parts.Key.Node,
    ];

    /// <summary>Nodes in execution order before the first that the group's channels are silenced in front of: they compute what they do in the dense model.</summary>
    private int FirstReader(ChannelGroup group)
    {
        var readers = group.Uses.Where(use => use.Role is AxisRole.Reads or AxisRole.ReadsState).Select(use => use.Node).ToHashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        return _map.Model.Nodes.TakeWhile(node => !readers.Contains(node)).Count();
    }
}
