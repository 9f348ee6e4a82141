using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Algebra.Kernels;
using PruneOnBuild.Pruning.Layers;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>
/// A layer of one group over whole images that lie channels last. What its windows see is copied out a strip at a time, small enough to stay in
/// a core's caches: tap after tap, channels within, which is another order of features than the layer's own. Matrices have the layer's.
/// </summary>
internal sealed class WindowedLayer
{
    /// <summary>Positions worked on at once: as many terms as <see cref="Product"/> adds up in float32.</summary>
    private const int Strip = Product.DepthBlock;

    private readonly Windows _windows;
    private readonly Windows _back;
    private readonly int _inputs;

    /// <summary>For each row of W over b as the windows have them, the layer's.</summary>
    private readonly int[] _own;

    /// <summary>The other way round.</summary>
    private readonly int[] _place;

    /// <param name="input">Dimensions of the layer's input.</param>
    public WindowedLayer(Layer layer, ReadOnlySpan<long> input)
    {
        _windows = layer.Windows(input);
        _back = _windows.Transposed();
        (_inputs, Outputs, Features) = (layer.Inputs, layer.Outputs, layer.Features);
        _own = [.. Enumerable.Range(0, Features).Select(row => (row % _inputs * _windows.Taps) + (row / _inputs)), Features];
        _place = new int[_own.Length];
        for (var row = 0; row < _own.Length; row++)
        {
            _place[_own[row]] = row;
        }
    }

    public int Outputs { get; }

    public int Features { get; }

    /// <summary>Positions of the output for an input of this length.</summary>
    /// <param name="planes">[images * places, inputs].</param>
    public int Positions(float[] planes) => planes.Length / (_inputs * _windows.Places) * _windows.Positions;

    /// <summary>W x + b.</summary>
    /// <param name="outputs">Overwritten: [positions, outputs].</param>
    /// <param name="planes">[images * places, inputs].</param>
    /// <param name="weights">W over b, [features + 1, outputs].</param>
    /// <param name="withBias">False: W x alone.</param>
    public void Into(float[] outputs, float[] planes, Matrix weights, Scratch room, bool withBias = true)
    {
        var factors = room.Floats("factors", weights.Values.Length);
        for (var row = 0; row < _own.Length; row++)
        {
            Narrow(weights.Row(_own[row]), factors.AsSpan(row * Outputs, Outputs));
        }

        var bias = factors.AsSpan(Features * Outputs);
        if (!withBias)
        {
            bias.Clear();
        }

        Recovery.Outputs.Repeat(bias, outputs);
        Multiply(_windows, planes, _inputs, factors, new FloatRows(outputs, outputs.Length / Outputs, Outputs), room);
    }

    /// <summary>The transpose of W x: what the inputs have to do with values of the outputs.</summary>
    /// <param name="planes">Overwritten: [images * places, inputs].</param>
    /// <param name="outputs">[positions, outputs].</param>
    /// <param name="weights">W over b, [features + 1, outputs].</param>
    public void Back(float[] planes, float[] outputs, Matrix weights, Scratch room)
    {
        var factors = room.Floats("factors", Features * Outputs);
        for (var row = 0; row < Features; row++)
        {
            var (tap, input) = Math.DivRem(row, _inputs);
            var from = weights.Row(_own[row]);
            for (var (output, at) = (0, ((_windows.Taps - 1 - tap) * Outputs * _inputs) + input); output < from.Length; output++, at += _inputs)
            {
                factors[at] = (float)from[output];
            }
        }

        planes.AsSpan().Clear();
        Multiply(_back, outputs, Outputs, factors, new FloatRows(planes, planes.Length / _inputs, _inputs), room);
    }

    /// <summary>Adds what the inputs have to do with what is wanted, in the order of the windows.</summary>
    /// <param name="outputs">Y, [positions, outputs].</param>
    public void AddTo(LayerMoments moments, float[] planes, float[] outputs, Scratch room) =>
        EachStrip(_windows, planes, _inputs, Positions(planes), room, (first, count, rows) =>
            moments.Add(rows, outputs.AsMemory(first * Outputs, count * Outputs), count));

    /// <summary>Adds X^T Y, with the constant 1 last, in the order of the windows.</summary>
    /// <param name="outputs">Y, [positions, outputs].</param>
    public void AddTo(CrossAccumulator cross, float[] planes, float[] outputs, Scratch room) =>
        EachStrip(_windows, planes, _inputs, Positions(planes), room, (first, count, rows) =>
            cross.Add(rows, outputs.AsMemory(first * Outputs, count * Outputs), count));

    /// <summary>Rows as the layer has them in the order of the windows.</summary>
    public Matrix Ordered(Matrix rows) => rows.PickRows(_own);

    /// <summary>Rows in the order of the windows as the layer has them.</summary>
    public Matrix Restored(Matrix rows) => rows.PickRows(_place);

    /// <summary>The same for a Gram matrix.</summary>
    public Matrix RestoredGram(Matrix gram) => gram.Pick(_place, _place);

    private static void Multiply(Windows windows, float[] planes, int channels, float[] factors, FloatRows target, Scratch room)
    {
        var features = windows.Taps * channels;
        EachStrip(windows, planes, channels, target.Rows, room, (first, count, rows) => Product.Add(
            target with { Rows = count, First = first * target.Columns },
            new Operand<float>(rows, 0, Across: features, Along: 1), new Operand<float>(factors, 0, Across: 1, Along: target.Columns), features));
    }

    /// <param name="strip">First position, how many, and what they see: [count, taps * channels].</param>
    private static void EachStrip(Windows windows, float[] planes, int channels, int positions, Scratch room, Action<int, int, ReadOnlyMemory<float>> strip)
    {
        var features = windows.Taps * channels;
        var rows = windows.IsPlain ? planes : room.Floats("rows", Strip * features);
        for (var first = 0; first < positions; first += Strip)
        {
            var count = Math.Min(Strip, positions - first);
            if (!windows.IsPlain)
            {
                windows.Copy(planes, channels, first, count, rows);
            }

            strip(first, count, rows.AsMemory(windows.IsPlain ? first * features : 0, count * features));
        }
    }

    private static void Narrow(ReadOnlySpan<double> from, Span<float> to)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = (float)from[i];
        }
    }
}
