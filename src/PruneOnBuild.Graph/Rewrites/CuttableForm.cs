using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Rewrites;

/// <summary>A model that says the same as another and ties fewer channels together.</summary>
public static class CuttableForm
{
    /// <param name="folds">Whether batch normalisations become part of the convolutions before them, for layers that will be re-fitted.</param>
    /// <returns>The model itself where nothing is to be rewritten.</returns>
    public static ModelGraph Of(ModelGraph model, bool folds = false)
    {
        if (folds)
        {
            var folded = model.Proto.Clone();
            if (FoldedNormalization.Fold(folded, model))
            {
                DeadNodes.Remove(folded, model);
                model = new ModelGraph(folded, model.Path);
            }
        }

        var proto = model.Proto.Clone();
        var permuted = ChannelPermutations.Rewrite(proto, model, ShapeInference.Infer(model));
        if (permuted)
        {
            DeadNodes.Remove(proto, model);
        }

        var split = SharedVectors.Split(proto, permuted ? new ModelGraph(proto.Clone(), model.Path) : model);
        return permuted || split ? new ModelGraph(proto, model.Path) : model;
    }

    /// <summary>After a cut: what was taken apart and is equal still becomes one again, and what nobody reads any more goes.</summary>
    /// <param name="cut">The model to edit.</param>
    /// <param name="before">The model that was cut.</param>
    public static void TidyUp(ModelProto cut, ModelGraph before)
    {
        SharedVectors.Merge(cut);
        DeadNodes.Remove(cut, before);
    }
}
