using PruneOnBuild.Graph;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Tests.Layers;

/// <summary>Holds a layer against ONNX Runtime: patches times weights, by three loops, at every position of every output channel.</summary>
internal static class LayerOutput
{
    public static void IsPatchesTimesWeights(ModelGraph model, Layer layer, int samples, params long[] dims)
    {
        using var run = new ActivationRun(model, [layer.Output]);
        var x = Calibration.RandomSamples.Floats(3, [samples, .. dims]);
        var y = run.Run(new SampleBatch(0, samples, samples, new Dictionary<string, Tensor> { [layer.Input] = x }))[0];
        int[] positions = [.. Enumerable.Range(0, layer.Positions(x, samples))];
        Assert.Equal(y.Length, samples * positions.Length * layer.Outputs);
        for (var group = 0; group < layer.Groups; group++)
        {
            var patches = layer.Patches(x, samples, group, positions);
            var weights = layer.Weights(model, group);
            int[] channels = [.. Enumerable.Range(group * layer.Columns, layer.Columns)];
            var wanted = layer.Values(y, samples, channels, positions);
            Assert.Equal(samples * positions.Length * layer.Features, patches.Length);
            for (var row = 0; row < samples * positions.Length; row++)
            {
                for (var column = 0; column < layer.Columns; column++)
                {
                    var sum = weights[layer.Features, column];
                    for (var feature = 0; feature < layer.Features; feature++)
                    {
                        sum += patches[(row * layer.Features) + feature] * weights[feature, column];
                    }

                    Assert.Equal(wanted[(row * layer.Columns) + column], sum, 1e-4);
                }
            }
        }

        // Every element of the output is seen exactly once.
        var all = layer.Values(y, samples, [.. Enumerable.Range(0, layer.Outputs)], positions);
        Assert.Equal(y.Floats().ToArray().Order(), all.Order());
        Assert.Equal(layer.Outputs, y.Dims[layer.OutputAxis(y.Dims.Length)]);
        Assert.Equal(layer.Inputs, x.Dims[layer.InputAxis(x.Dims.Length)]);
        Assert.Equal(y.Dims, layer.OutputDims(x.Dims.AsSpan()));

        if (layer.Groups == 1)
        {
            WindowsSeeWhatPatchesSee(layer, x, samples, positions);
        }
    }

    /// <summary>Channels last instead of first; and for any x and r, the product of what windows see of x with r is that of x with what sees r.</summary>
    private static void WindowsSeeWhatPatchesSee(Layer layer, Tensor x, int samples, int[] positions)
    {
        var patches = layer.Patches(x, samples, 0, positions);
        var (planes, windows) = (layer.Planes(x, 0, samples), layer.Windows(x.Dims.AsSpan()));
        var seen = Seen(windows, planes, layer.Inputs, samples);
        Assert.Equal((positions.Length, layer.Block), (windows.Positions, windows.Taps));
        Assert.Equal(
            patches,
            Enumerable.Range(0, patches.Length).Select(at =>
            {
                var (row, feature) = Math.DivRem(at, layer.Features);
                return seen[(row * layer.Features) + (feature % layer.Block * layer.Inputs) + (feature / layer.Block)];
            }));

        // r has one channel: which element of it an input's place sees through which tap is all that there is to say.
        var r = Algebra.Some.Floats(samples * windows.Positions, seed: 4);
        var back = windows.Transposed();
        var seenBack = Seen(back, r, 1, samples);
        for (var tap = 0; tap < layer.Block; tap++)
        {
            var there = Enumerable.Range(0, r.Length).Sum(row => (double)r[row] * seen[((row * layer.Block) + tap) * layer.Inputs]);
            var again = Enumerable.Range(0, samples * back.Positions)
                .Sum(place => (double)planes[place * layer.Inputs] * seenBack[(place * layer.Block) + layer.Block - 1 - tap]);
            Assert.Equal(there, again, 1e-4);
        }

        // A strip in the middle is what it is of the whole.
        var (first, count) = (seen.Length / layer.Features / 3, 2);
        float[] strip = [.. Enumerable.Repeat(float.NaN, count * layer.Features)];
        windows.Copy(planes, layer.Inputs, first, count, strip);
        Assert.Equal(seen.Skip(first * layer.Features).Take(strip.Length), strip);

        // Of some samples alone, as of all.
        Assert.Equal(planes.TakeLast(planes.Length / samples), layer.Planes(x, samples - 1, 1));
    }

    private static float[] Seen(Windows windows, float[] planes, int channels, int samples)
    {
        float[] rows = [.. Enumerable.Repeat(float.NaN, samples * windows.Positions * windows.Taps * channels)];
        windows.Copy(planes, channels, 0, samples * windows.Positions, rows);
        return rows;
    }

    /// <summary>What is written is what is read, and the model runs on with it.</summary>
    public static void WriteThenWeights_IsTheIdentity(ModelGraph model, Layer layer)
    {
        var proto = model.Proto.Clone();
        var wanted = Enumerable.Range(0, layer.Groups).Select(group => layer.Weights(model, group).Clone()).ToList();
        foreach (var matrix in wanted)
        {
            for (var i = 0; i < matrix.Values.Length; i++)
            {
                // Exact in float32. Where there is no bias its row stays 0.
                matrix.Values[i] = i / matrix.Columns < layer.Features || layer.CanHaveBias ? (float)(matrix.Values[i] + 0.25 + i) : 0;
            }
        }

        layer.Write(proto, model, wanted);
        var written = new ModelGraph(proto, model.Path);
        var again = LayerFinder.In(written).Single(other => other.Node.Output[0] == layer.Node.Output[0]);
        for (var group = 0; group < layer.Groups; group++)
        {
            Assert.Equal(wanted[group].Values, again.Weights(written, group).Values);
        }
    }
}
