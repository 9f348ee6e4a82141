using PruneOnBuild.Graph;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Layers;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>
/// Re-fits a recurrent layer: what the gates of the kept units see becomes, as nearly as linear maps of what is left of the input and of the
/// states can make it, what they saw in the dense model. The states that a fit is fed with move as soon as it is applied, so that it starts
/// from the dense model's own (what comes of it in the end) and is repeated on those that the layer then has. Each fit is applied only where
/// the layer's states come nearer to the dense ones on samples that no fit has seen.
/// </summary>
/// <param name="dense">The layer in the dense model.</param>
/// <param name="denseModel">That model.</param>
/// <param name="units">For each unit that is left the dense layer's unit that it was.</param>
internal sealed class RecurrentRefit(RefitMoments moments, ModelGraph denseModel, RecurrentLayer dense, int[] units)
{
    /// <summary>Fits on the layer's own states, after the one on the dense model's.</summary>
    private const int MostRounds = 3;

    private readonly StepRows[][] _wanted = moments.DenseSteps(dense);

    /// <summary>The pruned model with other weights in this layer, or as it was.</summary>
    public ModelGraph Run(ModelGraph pruned)
    {
        var before = pruned;
        var steps = Steps(pruned);
        var error = Error(steps);
        for (var round = 0; round <= MostRounds; round++)
        {
            var states = round == 0 ? DenseStates() : Array.ConvertAll(steps, batch => Array.ConvertAll(batch, rows => rows.Before));
            var fitted = Fitted(before, steps, states);
            var (own, now) = (Steps(fitted), 0.0);
            if ((now = Error(own)) < error)
            {
                (pruned, steps, error) = (fitted, own, now);
            }
            else if (round > 0)
            {
                break;
            }
        }

        return pruned;
    }

    private StepRows[][] Steps(ModelGraph pruned) => moments.Steps(pruned, RecurrentLayers.Named(pruned, dense.Output), dense.Inputs + dense.Hidden);

    /// <param name="states">That come before each step, for each batch and direction.</param>
    private ModelGraph Fitted(ModelGraph pruned, StepRows[][] steps, float[][][] states)
    {
        foreach (var (number, wanted) in dense.Parts.Index())
        {
            var layer = RecurrentLayers.Named(pruned, dense.Output);
            var part = layer.Parts[number];
            var (of, picked) = (dense.Weights(denseModel, wanted), Columns(wanted));
            var (fit, judge) = moments.Blank(layer.Features(part), layer.Columns(part));
            for (var batch = 0; batch < steps.Length; batch++)
            {
                var (now, then) = (steps[batch][part.Direction], _wanted[batch][part.Direction]);
                var x = layer.InputsOf(pruned, part, now.X, states[batch][part.Direction], now.Count);
                var z = RecurrentLayer.Outputs(dense.InputsOf(denseModel, wanted, then.X, then.Before, then.Count), then.Count, of);
                (moments.Judges(batch) ? judge : fit).Add(x, Picked(z, picked), now.Count);
            }

            if (fit.Rows == 0 || judge.Rows == 0)
            {
                continue;
            }

            var weights = DampedFit.Unseen(new LayerRefit(fit, judge, []), layer.Weights(pruned, part));
            var proto = pruned.Proto.Clone();
            layer.Write(proto, pruned, new Dictionary<RecurrentPart, Matrix> { [part] = weights });
            pruned = new ModelGraph(proto, pruned.Path);
        }

        return pruned;
    }

    /// <summary>Squared distance of the states to those of the dense model on samples that judge.</summary>
    private double Error(StepRows[][] steps)
    {
        var error = 0.0;
        for (var batch = 0; batch < steps.Length; batch++)
        {
            for (var direction = 0; moments.Judges(batch) && direction < dense.Directions; direction++)
            {
                var (now, then) = (steps[batch][direction].After, _wanted[batch][direction].After);
                for (var i = 0; i < now.Length; i++)
                {
                    var off = (double)now[i] - then[(i / units.Length * dense.Hidden) + units[i % units.Length]];
                    error += off * off;
                }
            }
        }

        return double.IsFinite(error) ? error : double.PositiveInfinity;
    }

    /// <summary>Of the units that are left.</summary>
    private float[][][] DenseStates() => Array.ConvertAll(_wanted, batch => Array.ConvertAll(batch, rows =>
        Enumerable.Range(0, rows.Count).SelectMany(row => units.Select(unit => rows.Before[(row * dense.Hidden) + unit])).ToArray()));

    /// <summary>Columns of a dense part that belong to units that are left.</summary>
    private int[] Columns(RecurrentPart part) =>
        [.. Enumerable.Range(0, part.Gates).SelectMany(gate => units.Select(unit => (gate * dense.Hidden) + unit))];

    private static float[] Picked(Matrix values, int[] columns)
    {
        var picked = new float[values.Rows * columns.Length];
        for (var row = 0; row < values.Rows; row++)
        {
            var from = values.Row(row);
            for (var i = 0; i < columns.Length; i++)
            {
                picked[(row * columns.Length) + i] = (float)from[columns[i]];
            }
        }

        return picked;
    }
}
