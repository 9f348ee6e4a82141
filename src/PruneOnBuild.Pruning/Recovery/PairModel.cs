using System.Collections.Concurrent;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Algebra.Kernels;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>
/// y = W2 act(W1 x + b1) + b2 over samples, its error, and its derivative by W1 as a linear map and that map's transpose. Samples are worked on
/// in pieces, one thread each, and added up in order.
/// </summary>
internal sealed class PairModel(LayerPair pair, IReadOnlyList<PairRows> pieces)
{
    private readonly Layer _first = pair.First;
    private readonly Layer _second = pair.Second;
    private readonly ConcurrentBag<Scratch> _rooms = [];
    private readonly CrossAccumulator?[] _firstCrosses = new CrossAccumulator?[pieces.Count];

    /// <summary>X^T X of the first layer, with the constant 1 last.</summary>
    public Matrix FirstGram()
    {
        var gram = new GramAccumulator(_first.Features, intercept: true);
        foreach (var piece in pieces)
        {
            gram.Add(piece.X, piece.FirstRows(_first.Features));
        }

        return gram.Total();
    }

    /// <summary>Squared error behind the second layer's activation, all outputs of a position together, mean over positions.</summary>
    public double Error(Matrix first, Matrix second)
    {
        var errors = new double[pieces.Count];
        Each((i, room) => errors[i] = ErrorOf(pieces[i], Second(room, pieces[i], Patches(room, pieces[i], Hidden(room, pieces[i], first, [])), second)));
        return errors.Sum() / Math.Max(1, pieces.Sum(piece => (long)piece.SecondRows(_second.Outputs)));
    }

    /// <summary>X^T X of the second layer, and X^T of what it should give.</summary>
    /// <param name="second">Its weights now, so that no more is asked than its activation needs; null: what is wanted is asked as it is.</param>
    public (Matrix Gram, Matrix Cross) SecondMoments(Matrix first, Matrix? second)
    {
        var (grams, crosses) = (new Matrix[pieces.Count], new Matrix[pieces.Count]);
        Each((i, room) =>
        {
            var piece = pieces[i];
            var x = Patches(room, piece, Hidden(room, piece, first, []));
            var rows = piece.SecondRows(_second.Outputs);
            var targets = second is null ? piece.Wanted : Targets(room, piece, x, second);
            var (gram, cross) = (new GramAccumulator(_second.Features, intercept: true), new CrossAccumulator(_second.Features, _second.Outputs, intercept: true));
            gram.Add(x, rows);
            cross.Add(x, targets, rows);
            (grams[i], crosses[i]) = (gram.Total(), cross.Total);
        });
        return (Sum(grams), Sum(crosses));
    }

    private float[] Targets(Scratch room, PairRows piece, float[] x, Matrix second)
    {
        var now = Second(room, piece, x, second);
        var targets = room.Floats("targets", now.Length);
        for (var j = 0; j < targets.Length; j++)
        {
            targets[j] = (float)Target(piece, j, now[j]);
        }

        return targets;
    }

    /// <summary>Where the pair is with these weights, one for each piece.</summary>
    public PairState[] Around(Matrix first, Matrix second)
    {
        var states = new PairState[pieces.Count];
        Each((i, room) =>
        {
            var piece = pieces[i];
            var open = new bool[piece.FirstRows(_first.Features) * _first.Outputs];
            var now = Second(room, piece, Patches(room, piece, Hidden(room, piece, first, open)), second);
            var (residual, counts) = (new float[now.Length], new bool[now.Length]);
            for (var j = 0; j < residual.Length; j++)
            {
                residual[j] = (float)(Target(piece, j, now[j]) - now[j]);
                counts[j] = pair.Behind is not { } behind || residual[j] != 0 || behind.Passes(now[j] + (piece.Beside?[j] ?? 0));
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
            Outputs.Into(hidden, piece.X, change, room);
            ZeroWhere(state.Open, hidden);
            var moved = Second(room, piece, Patches(room, piece, hidden), second, withBias: false);
            ZeroWhere(state.Counts, moved);
            sums[i] = Transposed(room, i, state, moved, second);
        });
        return Sum(sums);
    }

    private Matrix Transposed(Scratch room, int at, PairState state, float[] outputs, Matrix second)
    {
        var piece = pieces[at];
        var (rows, features) = (piece.SecondRows(_second.Outputs), _second.Features);
        var patches = room.Floats("patches", rows * features);
        patches.AsSpan().Clear();
        var factors = room.Floats("factors", second);
        Product.Add(
            new FloatRows(patches, rows, features), new Operand<float>(outputs, 0, Across: _second.Outputs, Along: 1),
            new Operand<float>(factors, 0, Across: _second.Outputs, Along: 1), _second.Outputs);
        var scattered = room.Floats("scattered", state.Open.Length);
        _second.Scatter(patches, scattered, piece.Hidden);
        var hidden = room.Floats("hidden", state.Open.Length);
        _first.TakeUp(scattered, piece.Samples, hidden);
        ZeroWhere(state.Open, hidden);
        var cross = _firstCrosses[at] ??= new CrossAccumulator(_first.Features, _first.Outputs, intercept: true);
        cross.Restart();
        cross.Add(piece.X, hidden, piece.FirstRows(_first.Features));
        return cross.Total;
    }

    /// <summary>act(W1 x + b1), [positions, outputs of the first].</summary>
    /// <param name="open">Told where a change passes, unless empty.</param>
    private float[] Hidden(Scratch room, PairRows piece, Matrix first, bool[] open)
    {
        var hidden = room.Floats("hidden", piece.FirstRows(_first.Features) * _first.Outputs);
        Outputs.Into(hidden, piece.X, first, room);
        for (var j = 0; j < open.Length; j++)
        {
            open[j] = pair.Between.Passes(hidden[j]);
        }

        for (var j = 0; j < hidden.Length; j++)
        {
            hidden[j] = (float)pair.Between.Clamp(hidden[j]);
        }

        return hidden;
    }

    /// <summary>W2 x + b2 on patches of the second layer's input.</summary>
    private float[] Second(Scratch room, PairRows piece, float[] patches, Matrix second, bool withBias = true)
    {
        var outputs = room.Floats("outputs", piece.SecondRows(_second.Outputs) * _second.Outputs);
        Outputs.Into(outputs, patches, second, room, withBias);
        return outputs;
    }

    private float[] Patches(Scratch room, PairRows piece, float[] hidden)
    {
        var placed = room.Floats("placed", hidden.Length);
        _first.Place(hidden, piece.Samples, placed);
        var rows = piece.SecondRows(_second.Outputs);
        var patches = room.Floats("patches", rows * _second.Features);
        _second.Patches(Tensor.Of(placed, piece.Hidden), piece.Samples, 0, All(rows / piece.Samples), patches);
        return patches;
    }

    private static void ZeroWhere(bool[] passes, Span<float> values)
    {
        for (var j = 0; j < values.Length; j++)
        {
            values[j] = passes[j] ? values[j] : 0;
        }
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
        var room = _rooms.TryTake(out var used) ? used : new Scratch();
        piece(i, room);
        _rooms.Add(room);
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
