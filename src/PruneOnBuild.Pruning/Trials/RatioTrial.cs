using System.Collections.Immutable;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Plans;
using PruneOnBuild.Pruning.Saliency;
using PruneOnBuild.Pruning.Search;
using PruneOnBuild.Pruning.Surgery;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Pruning.Trials;

/// <summary>One model without a policy: analysed once, then cut at as many ratios as one likes, by criterion l2, to any width.</summary>
public sealed class RatioTrial
{
    private readonly Analysis _analysis;
    private WidthSearch? _search;

    private RatioTrial(Analysis analysis)
    {
        _analysis = analysis;
        var channels = new PrunableChannels(analysis);
        Share = PrunableShares.Count(analysis.Map, channels);
        HeldBack = HeldBackReasons.Count(analysis.Map, channels);
    }

    public PrunableShare Share { get; }

    /// <summary>Why the rest is not prunable, the most costly reason first.</summary>
    public ImmutableArray<HeldBack> HeldBack { get; }

    public ImmutableArray<ChannelGroup> Groups => _analysis.Groups;

    public ImmutableArray<FrozenChannels> Frozen => _analysis.Frozen;

    /// <summary>Whether any channel may go: a group is never emptied.</summary>
    public bool CanBeCut => Groups.Any(group => group.Channels.Length > 1);

    /// <summary>Whether float32 makes up most elements of the weights: float tensors and those of 8 bits and fewer.</summary>
    public bool IsFloat32
    {
        get
        {
            var weights = ModelConstants.Of(_analysis.Map.Model).Select(constant => constant.Tensor)
                .Where(tensor => ElementTypes.IsFloat(tensor.ElementType()) || ElementTypes.Bits(tensor.ElementType()) is > 0 and <= 8)
                .ToLookup(tensor => tensor.ElementType() == DataType.Float, ElementCounts.ElementCount);
            return weights[true].Sum() > weights[false].Sum();
        }
    }

    /// <exception cref="PruneOnBuildException">POB2: the model contradicts itself.</exception>
    public static RatioTrial Of(ModelGraph dense) => new(Analysis.Of(dense));

    /// <summary>Cuts the same share of every group and checks the law of surgery.</summary>
    /// <param name="ratio">Share of each group's channels that goes, in [0, 1]; one channel of each stays.</param>
    /// <exception cref="PruneOnBuildException">POB3005: the law is broken. POB2, POB5: the pruned model is not valid or does not run,
    /// or the dense one does not either; see <see cref="RefusalOfDense"/>.</exception>
    public TrialCut Cut(double ratio)
    {
        _search ??= new WidthSearch(Groups, [.. Groups.Select(WeightSaliency.Compute(_analysis.Map, Groups, new L2Criterion()).Rank)], multiple: 1);
        var (pruned, law) = StructuredCut.Make(_analysis, _search.Uniform(ratio));
        var left = ModelCosts.MultiplyAdds(AxisMapper.Map(pruned, ShapeInference.Infer(pruned)));
        return new TrialCut(Share.MultiplyAdds > 0 ? left / Share.MultiplyAdds : null, law);
    }

    /// <summary>Why ONNX Runtime does not load or run the dense model; null: it does both.</summary>
    public Diagnostic? RefusalOfDense() => DenseRun.Refusal(_analysis.Dense);
}
