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
        Assert.Equal(y.Dims, layer.OutputDims(x));

        if (layer.Groups == 1)
        {
            UnfoldedIsPatchesFeaturesFirst(layer, x, samples, positions);
        }
    }

    /// <summary>And for any x and r, the product of Unfold(x) with r is that of x with Fold(r).</summary>
    private static void UnfoldedIsPatchesFeaturesFirst(Layer layer, Tensor x, int samples, int[] positions)
    {
        var patches = layer.Patches(x, samples, 0, positions);
        var planes = layer.Planes(x, 0, samples);
        float[] unfolded = [.. Enumerable.Repeat(float.NaN, patches.Length)];
        layer.Unfold(planes, x.Dims.AsSpan(), unfolded);
        Assert.Equal(Algebra.Naive.Transpose(patches, layer.Features), unfolded);

        var r = Algebra.Some.Floats(patches.Length, seed: 4);
        float[] folded = [.. Enumerable.Repeat(float.NaN, planes.Length)];
        layer.Fold(r, x.Dims.AsSpan(), folded);
        Assert.Equal(unfolded.Zip(r, (a, b) => (double)a * b).Sum(), planes.Zip(folded, (a, b) => (double)a * b).Sum(), 1e-3);

        // Of some samples alone, as of all.
        var last = layer.Planes(x, samples - 1, 1);
        var perSample = planes.Length / layer.Inputs / samples;
        var rows = Enumerable.Range(0, layer.Inputs).SelectMany(channel => planes.Skip((((channel + 1) * samples) - 1) * perSample).Take(perSample));
        Assert.Equal(rows, last);
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
