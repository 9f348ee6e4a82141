using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Algebra.Kernels;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Layers;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>
/// y = W2 act(W1 x + b1) + b2 over samples, its error, and its derivative by W1 as a linear map and that map's transpose. Samples are worked on
/// in pieces, one thread each, and added up in order.
/// </summary>
internal sealed class PairModel
{
    private readonly LayerPair _pair;
    private readonly IReadOnlyList<PairRows> _pieces;
    private readonly WindowedLayer _first;
    private readonly WindowedLayer _second;
    private readonly ScratchRooms _rooms = new();
    private readonly CrossAccumulator?[] _firstCrosses;

    public PairModel(LayerPair pair, IReadOnlyList<PairRows> pieces)
    {
        var input = pieces[0].Input.AsSpan();
        (_pair, _pieces, _firstCrosses) = (pair, pieces, new CrossAccumulator?[pieces.Count]);
        (_first, _second) = (new WindowedLayer(pair.First, input), new WindowedLayer(pair.Second, pair.First.OutputDims(input)));
    }

    /// <summary>The first layer fitted by itself to what it gives in the dense model, and its X^T X with the constant 1 last.</summary>
    /// <param name="judge">The same pair on samples that the fit does not see.</param>
    /// <param name="first">Its weights now.</param>
    public (Matrix First, Matrix Gram) FitFirst(PairModel judge, Matrix first)
    {
        var moments = FirstMoments();
        var fitted = DampedFit.Unseen(new LayerRefit(moments, judge.FirstMoments(), []), _first.Ordered(first));
        return (_first.Restored(fitted), _first.RestoredGram(moments.Gram));
    }

    /// <summary>Squared error behind the second layer's activation, all outputs of a position together, mean over positions.</summary>
    public double Error(Matrix first, Matrix second)
    {
        var errors = new double[_pieces.Count];
        Each((i, room) => errors[i] = ErrorOf(_pieces[i], Second(room, _pieces[i], Hidden(room, _pieces[i], first, []), second)));
        return errors.Sum() / Math.Max(1, _pieces.Sum(piece => (long)piece.Wanted.Length / _second.Outputs));
    }

    /// <summary>X^T X of the second layer, and X^T of what it should give.</summary>
    /// <param name="second">Its weights now, so that no more is asked than its activation needs; null: what is wanted is asked as it is.</param>
    public (Matrix Gram, Matrix Cross) SecondMoments(Matrix first, Matrix? second)
    {
        var moments = Moments(_second, (room, piece) =>
        {
            var hidden = Hidden(room, piece, first, []);
            return (hidden, second is null ? piece.Wanted : Targets(room, piece, hidden, second));
        });
        return (_second.RestoredGram(moments.Gram), _second.Restored(moments.Cross));
    }

    /// <summary>Where the pair is with these weights, one for each piece.</summary>
    public PairState[] Around(Matrix first, Matrix second)
    {
        var states = new PairState[_pieces.Count];
        Each((i, room) =>
        {
            var piece = _pieces[i];
            var open = new int[_first.Positions(piece.X) * _first.Outputs];
            var now = Second(room, piece, Hidden(room, piece, first, open), second);
            var (residual, counts) = (new float[now.Length], new int[now.Length]);
            for (var j = 0; j < residual.Length; j++)
            {
                residual[j] = (float)(Target(piece, j, now[j]) - now[j]);
                counts[j] = _pair.Behind is not { } behind || residual[j] != 0 || behind.Passes(now[j] + (piece.Beside?[j] ?? 0)) ? -1 : 0;
            }

            states[i] = new PairState(open, residual, counts);
        });
        return states;
    }

    /// <summary>J^T of the residuals.</summary>
    public Matrix Gradient(PairState[] states, Matrix second)
    {
        var sums = new Matrix[_pieces.Count];
        Each((i, room) => sums[i] = Transposed(room, i, states[i], states[i].Residual, second));
        return Sum(sums);
    }

    /// <summary>J^T J times a change of W1 and b1.</summary>
    public Matrix Curvature(PairState[] states, Matrix change, Matrix second)
    {
        var sums = new Matrix[_pieces.Count];
        Each((i, room) =>
        {
            var (piece, state) = (_pieces[i], states[i]);
            var hidden = room.Floats("hidden", state.Open.Length);
            _first.Into(hidden, piece.X, change, room);
            Vectors.KeepWhere(hidden, state.Open);
            var moved = Second(room, piece, hidden, second, withBias: false);
            Vectors.KeepWhere(moved, state.Counts);
            sums[i] = Transposed(room, i, state, moved, second);
        });
        return Sum(sums);
    }

    private LayerMoments FirstMoments() => Moments(_first, (_, piece) => (piece.X, piece.Between));

    /// <summary>In the order of the layer's windows.</summary>
    /// <param name="of">Input and wanted output of a piece.</param>
    private LayerMoments Moments(WindowedLayer layer, Func<Scratch, PairRows, (float[] Planes, float[] Outputs)> of) => Shares.Sum(
        _pieces.Count,
        LayerMoments.Bytes(layer.Features, layer.Outputs),
        i => _pieces[i],
        () => new LayerMoments(layer.Features, layer.Outputs),
        (moments, _, piece) => _rooms.Use(room =>
        {
            var (planes, outputs) = of(room, piece);
            layer.AddTo(moments, planes, outputs, room);
        }),
        (moments, other) => moments.Add(other));

    private float[] Targets(Scratch room, PairRows piece, float[] hidden, Matrix second)
    {
        if (_pair.Behind is not { } behind)
        {
            return piece.Wanted;
        }

        var now = Second(room, piece, hidden, second);
        var targets = room.Floats("targets", now.Length);
        behind.Targets(piece.Wanted, now, piece.Beside, targets);
        return targets;
    }

    private Matrix Transposed(Scratch room, int at, PairState state, float[] outputs, Matrix second)
    {
        var hidden = room.Floats("hidden", state.Open.Length);
        _second.Back(hidden, outputs, second, room);
        Vectors.KeepWhere(hidden, state.Open);
        var cross = _firstCrosses[at] ??= new CrossAccumulator(_first.Features, _first.Outputs, intercept: true);
        cross.Restart();
        _first.AddTo(cross, _pieces[at].X, hidden, room);
        return cross.Total;
    }

    /// <summary>act(W1 x + b1), [positions, outputs of the first].</summary>
    /// <param name="open">Told where a change passes, unless empty.</param>
    private float[] Hidden(Scratch room, PairRows piece, Matrix first, int[] open)
    {
        var hidden = room.Floats("hidden", _first.Positions(piece.X) * _first.Outputs);
        _first.Into(hidden, piece.X, first, room);
        if (open.Length > 0)
        {
            _pair.Between.Passing(hidden, open);
        }

        _pair.Between.Clamp(hidden);
        return hidden;
    }

    /// <summary>W2 x + b2, [positions, outputs of the second].</summary>
    private float[] Second(Scratch room, PairRows piece, float[] hidden, Matrix second, bool withBias = true)
    {
        var outputs = room.Floats("outputs", piece.Wanted.Length);
        _second.Into(outputs, hidden, second, room, withBias);
        return outputs;
    }

    private double Target(PairRows piece, int at, double now) =>
        _pair.Behind is { } behind ? behind.Target(piece.Wanted[at], now, piece.Beside?[at] ?? 0) : piece.Wanted[at];

    private double ErrorOf(PairRows piece, float[] now)
    {
        var error = 0.0;
        for (var j = 0; j < now.Length; j++)
        {
            var beside = piece.Beside?[j] ?? 0;
            var (given, wanted) = (now[j] + beside, (double)piece.Wanted[j] + beside);
            var off = _pair.Behind is { } behind ? behind.Clamp(given) - behind.Clamp(wanted) : given - wanted;
            error += off * off;
        }

        return error;
    }

    private void Each(Action<int, Scratch> piece) => Workers.Run(_pieces.Count, long.MaxValue, i =>
    {
        using var alone = Workers.AtMost(1);
        _rooms.Use(room => piece(i, room));
    });

    private Matrix Sum(Matrix[] parts)
    {
        var sum = parts[0].Clone();
        foreach (var part in parts.AsSpan(1))
        {
            Vectors.AddScaled(sum.Values, (ReadOnlySpan<double>)part.Values, 1);
        }

        return _first.Restored(sum);
    }
}
