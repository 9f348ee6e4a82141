using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Tests.Calibration;

/// <summary>Calibration samples from a seed.</summary>
internal static class RandomSamples
{
    /// <summary>For a model whose first axes are all fixed to one number, or all open; null where they are neither.</summary>
    public static SampleSet? For(ModelGraph model, int count, int seed = 1)
    {
        using var session = ModelSession.Open(OnnxWriter.ToBytes(model.Proto, model.Path), new SessionSettings(), model.Path);
        if (session.Inputs.Any(input => input.Dims.Length == 0)
            || session.Inputs.Select(input => input.Dims[0]).Distinct().ToList() is not [var rows])
        {
            return null;
        }

        var inputs = session.Inputs.Select(input => input with { Dims = input.Dims.SetItem(0, -1) });
        return SampleSet.Of(RandomInputs.For(inputs, seed, batch: count), fixedBatch: rows > 0 ? (int)rows : null);
    }

    /// <summary>Float samples for the input x, normally distributed.</summary>
    public static SampleSet Of(int count, params long[] dims) => Seeded(1, count, dims);

    public static SampleSet Seeded(int seed, int count, params long[] dims) =>
        SampleSet.Of(new Dictionary<string, Tensor> { ["x"] = Floats(seed, [count, .. dims]) });

    public static Tensor Floats(int seed, params long[] dims)
    {
        var random = new Random(seed);
        var values = new float[dims.Aggregate(1L, (product, dim) => product * dim)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return Tensor.Of(values, dims);
    }
}
