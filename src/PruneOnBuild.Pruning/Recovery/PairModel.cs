using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Algebra.Kernels;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Layers;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>
/// y = W2 act(W1 x + b1) + b2 over samples, its error, and its derivative by W1 as a linear map and that map's transpose. Samples are worked on
/// in pieces, one thread each, and added up in order.
/// </summary>
internal sealed class PairModel(LayerPair pair, IReadOnlyList<PairRows> pieces)
{
    private readonly Layer _first = pair.First;
    private readonly Layer _second = pair.Second;
    private readonly ScratchRooms _rooms = new();
    private readonly CrossAccumulator?[] _firstCrosses = new CrossAccumulator?[pieces.Count];

    /// <summary>X^T X of the first layer, with the constant 1 last.</summary>
    public Matrix FirstGram() => Shares.Sum(
        pieces.Count,
        LayerMoments.Bytes(_first.Features, 0),
        i => pieces[i].X,
        () => new GramAccumulator(_first.Features, intercept: true),
        (gram, _, x) => gram.AddColumns(x, Positions(x, _first)),
        (gram, other) => gram.Add(other)).Total();

    /// <summary>Squared error behind the second layer's activation, all outputs of a position together, mean over positions.</summary>
    public double Error(Matrix first, Matrix second)
    {
        var errors = new double[pieces.Count];
        Each((i, room) => errors[i] = ErrorOf(pieces[i], Second(room, pieces[i], Unfolded(room, pieces[i], Hidden(room, pieces[i], first, [])), second)));
        return errors.Sum() / Math.Max(1, pieces.Sum(piece => (long)piece.Wanted.Length / _second.Outputs));
    }

    /// <summary>X^T X of the second layer, and X^T of what it should give.</summary>
    /// <param name="second">Its weights now, so that no more is asked than its activation needs; null: what is wanted is asked as it is.</param>
    public (Matrix Gram, Matrix Cross) SecondMoments(Matrix first, Matrix? second)
    {
        var (gram, cross) = Shares.Sum(
            pieces.Count,
            LayerMoments.Bytes(_second.Features, _second.Outputs),
            i => pieces[i],
            () => (Gram: new GramAccumulator(_second.Features, intercept: true), Cross: new CrossAccumulator(_second.Features, _second.Outputs, intercept: true)),
            (sums, _, piece) => _rooms.Use(room =>
            {
                var x = Unfolded(room, piece, Hidden(room, piece, first, []));
                sums.Gram.AddColumns(x, Positions(x, _second));
                sums.Cross.AddColumns(x, second is null ? piece.Wanted : Targets(room, piece, x, second), Positions(x, _second));
            }),
            (sums, other) =>
            {
                sums.Gram.Add(other.Gram);
                sums.Cross.Add(other.Cross);
            });
        return (gram.Total(), cross.Total);
    }

    /// <summary>Where the pair is with these weights, one for each piece.</summary>
    public PairState[] Around(Matrix first, Matrix second)
    {
        var states = new PairState[pieces.Count];
        Each((i, room) =>
        {
            var piece = pieces[i];
            var open = new int[Positions(piece.X, _first) * _first.Outputs];
            var now = Second(room, piece, Unfolded(room, piece, Hidden(room, piece, first, open)), second);
            var (residual, counts) = (new float[now.Length], new int[now.Length]);
            for (var j = 0; j < residual.Length; j++)
            {
                residual[j] = (float)(Target(piece, j, now[j]) - now[j]);
                counts[j] = Mask(pair.Behind is not { } behind || residual[j] != 0 || behind.Passes(now[j] + (piece.Beside?[j] ?? 0)));
            }

            states[i] = new PairState(open, residual, counts);
        });
        return states;
    }

    /// <summary>J^T of the residuals.</summary>
    public Matrix Gradient(PairState[] states, Matrix second)
    {
        var sums = new Matrix[pieces.Count];
        Each((i, room) => sums[i] = Transposed(room, i, states[i], states[i].Residual, second));
        return Sum(sums);
    }

    /// <summary>J^T J times a change of W1 and b1.</summary>
    public Matrix Curvature(PairState[] states, Matrix change, Matrix second)
    {
        var sums = new Matrix[pieces.Count];
        Each((i, room) =>
        {
            var (piece, state) = (pieces[i], states[i]);
            var hidden = room.Floats("hidden", state.Open.Length);
            Outputs.IntoColumns(hidden, piece.X, change, room);
            Vectors.KeepWhere(hidden, state.Open);
            var moved = Second(room, piece, Unfolded(room, piece, hidden), second, withBias: false);
            Vectors.KeepWhere(moved, state.Counts);
            sums[i] = Transposed(room, i, state, moved, second);
        });
        return Sum(sums);
    }

    /// <param name="x">Of the layer, features first.</param>
    private static int Positions(float[] x, Layer layer) => x.Length / layer.Features;

    private static int Mask(bool passes) => passes ? -1 : 0;

    private float[] Targets(Scratch room, PairRows piece, float[] x, Matrix second)
    {
        if (pair.Behind is not { } behind)
        {
            return piece.Wanted;
        }

        var now = Second(room, piece, x, second);
        var targets = room.Floats("targets", now.Length);
        behind.Targets(piece.Wanted, now, piece.Beside, targets);
        return targets;
    }

    private Matrix Transposed(Scratch room, int at, PairState state, float[] outputs, Matrix second)
    {
        var piece = pieces[at];
        var (positions, features) = (outputs.Length / _second.Outputs, _second.Features);
        var unfolded = room.Floats("unfolded", positions * features);
        unfolded.AsSpan().Clear();
        var factors = room.Floats("factors", second);
        Product.Add(
            new FloatRows(unfolded, features, positions), new Operand<float>(factors, 0, Across: _second.Outputs, Along: 1),
            new Operand<float>(outputs, 0, Across: 1, Along: positions), _second.Outputs);
        var hidden = room.Floats("hidden", state.Open.Length);
        _second.Fold(unfolded, piece.Hidden, hidden);
        Vectors.KeepWhere(hidden, state.Open);
        var cross = _firstCrosses[at] ??= new CrossAccumulator(_first.Features, _first.Outputs, intercept: true);
        cross.Restart();
        cross.AddColumns(piece.X, hidden, Positions(piece.X, _first));
        return cross.Total;
    }

    /// <summary>act(W1 x + b1), [outputs of the first, positions].</summary>
    /// <param name="open">Told where a change passes, unless empty.</param>
    private float[] Hidden(Scratch room, PairRows piece, Matrix first, int[] open)
    {
        var hidden = room.Floats("hidden", Positions(piece.X, _first) * _first.Outputs);
        Outputs.IntoColumns(hidden, piece.X, first, room);
        for (var j = 0; j < open.Length; j++)
        {
            open[j] = Mask(pair.Between.Passes(hidden[j]));
        }

        for (var j = 0; j < hidden.Length; j++)
        {
            hidden[j] = (float)pair.Between.Clamp(hidden[j]);
        }

        return hidden;
    }

    /// <summary>W2 x + b2 of what the second layer multiplies, [outputs of the second, positions].</summary>
    private static float[] Second(Scratch room, PairRows piece, float[] unfolded, Matrix second, bool withBias = true)
    {
        var outputs = room.Floats("outputs", piece.Wanted.Length);
        Outputs.IntoColumns(outputs, unfolded, second, room, withBias);
        return outputs;
    }

    private float[] Unfolded(Scratch room, PairRows piece, float[] hidden)
    {
        var unfolded = room.Floats("unfolded", piece.Wanted.Length / _second.Outputs * _second.Features);
        _second.Unfold(hidden, piece.Hidden, unfolded);
        return unfolded;
    }

    private double Target(PairRows piece, int at, double now) =>
        pair.Behind is { } behind ? behind.Target(piece.Wanted[at], now, piece.Beside?[at] ?? 0) : piece.Wanted[at];

    private double ErrorOf(PairRows piece, float[] now)
    {
        var error = 0.0;
        for (var j = 0; j < now.Length; j++)
        {
            var beside = piece.Beside?[j] ?? 0;
            var (given, wanted) = (now[j] + beside, (double)piece.Wanted[j] + beside);
            var off = pair.Behind is { } behind ? behind.Clamp(given) - behind.Clamp(wanted) : given - wanted;
            error += off * off;
        }

        return error;
    }

    private void Each(Action<int, Scratch> piece) => Workers.Run(pieces.Count, long.MaxValue, i =>
    {
        using var alone = Workers.AtMost(1);
        _rooms.Use(room => piece(i, room));
    });

    private static Matrix Sum(Matrix[] parts)
    {
        var sum = parts[0].Clone();
        foreach (var part in parts.AsSpan(1))
        {
            Vectors.AddScaled(sum.Values, (ReadOnlySpan<double>)part.Values, 1);
        }

        return sum;
    }

    private static int[] All(int count) => [.. Enumerable.Range(0, count)];
}
