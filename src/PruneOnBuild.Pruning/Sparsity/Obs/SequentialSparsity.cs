using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Pruning.Recovery;

namespace PruneOnBuild.Pruning.Sparsity.Obs;

/// <summary>
/// Zeros and re-fit of every layer in execution order: inputs from the model pruned so far, targets from the dense model, so that a layer also
/// makes up for what those before it have lost. How strongly a fit is held to the dense weights is chosen on samples that it did not see.
/// </summary>
/// <param name="map">Axes of the dense model.</param>
/// <param name="planned">Masks that an earlier run chose, by constant; null: they are chosen here.</param>
internal sealed class SequentialSparsity(
    AxisMap map, CalibrationSamples samples, SparsityPattern pattern, IReadOnlyDictionary<string, bool[]>? planned = null)
{
    /// <summary>Damping while the mask is chosen, as a share of the mean diagonal of X^T X.</summary>
    public const double MaskDamping = 1e-2;

    /// <summary>A mask is chosen by small differences: four times the rows bring a tenth less of divergence from the dense outputs.</summary>
    private const int TimesTheRows = 4;

    private readonly RefitMoments _moments = new(map, samples, TimesTheRows);

    /// <param name="given">Masks that are settled, by constant.</param>
    /// <param name="shares">For the other constants that become sparse: the share of weights that go.</param>
    public SparseModel Run(IReadOnlyDictionary<string, bool[]> given, IReadOnlyDictionary<string, double> shares, IProgress<string> progress)
    {
        var masks = new Dictionary<string, bool[]>(given);
        var pruned = ZeroWriter.Write(map.Model, given);
        var touched = Touched([.. given.Keys, .. shares.Keys]);
        var layers = LayerFinder.In(map.Model);
        for (var i = 0; i < layers.Count; i++)
        {
            if (touched.Contains(layers[i].Node.Output[0]))
            {
                progress.Report($"re-fitting layer {i + 1} of {layers.Count}");
                pruned = Refit(pruned, layers[i], shares, masks);
            }
        }

        var tidy = pruned.Proto.Clone();
        CuttableForm.TidyUp(tidy, map.Model);
        return new SparseModel(new ModelGraph(tidy, pruned.Path), masks);
    }

    /// <summary>Values that zeros change.</summary>
    private HashSet<string> Touched(HashSet<string> weights)
    {
        foreach (var node in map.Model.Nodes.Where(node => node.Input.Any(weights.Contains)))
        {
            weights.UnionWith(node.Output);
        }

        return weights;
    }

    private ModelGraph Refit(ModelGraph pruned, Layer dense, IReadOnlyDictionary<string, double> shares, Dictionary<string, bool[]> masks)
    {
        var layer = LayerFinder.In(pruned).First(layer => layer.Output == dense.Output);
        var name = dense.Node.Input[1];
        var refits = _moments.Of(pruned, layer, [.. Enumerable.Range(0, layer.Outputs)], ResidualTarget.Of(pruned, map.Shapes, layer));
        var (weights, kept) = (new List<Matrix>(), new List<bool[]>());
        for (var part = 0; part < layer.Groups; part++)
        {
            var prior = dense.Weights(map.Model, part);
            var choice = masks.TryGetValue(name, out var mask) ? LayerMask.Of(mask, layer, part)
                : shares.TryGetValue(name, out var share) ? Planned(name, layer, part) ?? Choose(layer, refits[part].Fit, prior, share)
                : LayerMask.Full(layer);
            kept.Add(choice);
            weights.Add(Fit(layer, refits[part].Fit, refits[part].Judge, prior, choice));
        }

        if (shares.ContainsKey(name))
        {
            masks[name] = LayerMask.Join(layer, kept);
        }

        return Write(pruned, layer, name, weights);
    }

    /// <summary>Written in the layer's turn and not before, so that those before it see the same model as when the mask was chosen.</summary>
    private bool[]? Planned(string name, Layer layer, int part) => planned is null ? null : LayerMask.Of(planned[name], layer, part);

    private bool[] Choose(Layer layer, LayerMoments moments, Matrix prior, double share) =>
        LayerProblem.Of(moments.Gram, moments.Cross, prior, MaskDamping, layer.CanHaveBias) is { } problem
            ? SupportSearch.Run(problem, PatternMasks.Of(layer, pattern)!, share, prior).Kept
            : PatternMasks.Of(layer, pattern)!.Best(LayerMask.Squares(prior), share);

    private static Matrix Fit(Layer layer, LayerMoments fit, LayerMoments judge, Matrix prior, bool[] kept)
    {
        var best = LayerMask.Zeroed(prior, kept);
        var (chosen, error) = ((double?)null, judge.Error(best));
        foreach (var share in DampedFit.Dampings)
        {
            if (Solve(fit.Gram, fit.Cross, prior, share, layer.CanHaveBias, kept) is { } solved && judge.Error(solved) is var own && own < error)
            {
                (chosen, error, best) = (share, own, solved);
            }
        }

        // The damping is settled; the fit itself may now use all samples.
        return chosen is { } damping && !ReferenceEquals(fit, judge)
            ? Solve(fit.Gram.Plus(judge.Gram), fit.Cross.Plus(judge.Cross), prior, damping, layer.CanHaveBias, kept) ?? best
            : best;
    }

    private static Matrix? Solve(Matrix gram, Matrix cross, Matrix prior, double share, bool intercept, bool[] kept) =>
        LayerProblem.Of(gram, cross, prior, share, intercept) is { } problem
            ? problem.WithBias(SupportFit.Solve(problem, kept, LayerMask.Features(LayerMask.Zeroed(prior, kept)))) : null;

    /// <summary>Weights under their old name, so that the plan can name them; a bias may have been shared and gets a name of its own.</summary>
    private static ModelGraph Write(ModelGraph pruned, Layer layer, string name, IReadOnlyList<Matrix> weights)
    {
        var proto = pruned.Proto.Clone();
        layer.Write(proto, pruned, weights);
        var node = StoredWeight.NodeOf(proto, layer.Node);
        var written = node.Input[1];
        var values = TensorReader.Floats(proto.Graph.Initializer.First(tensor => tensor.Name == written));
        ModelEdits.RemoveInitializers(proto, new HashSet<string> { written });
        node.Input[1] = name;
        WeightWriter.Change(proto, new HashSet<string> { name }, (_, _) => values);
        return new ModelGraph(proto, pruned.Path);
    }
}
