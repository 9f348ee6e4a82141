using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime;

/// <summary>
/// Plausible inputs where there is no data: floats uniform in [-1, 1), integers 0 and 1 (which index any table), bools, short strings. Equal arguments give
/// equal feeds on every machine.
/// </summary>
public static class RandomInputs
{
    private static readonly int[] s_openSizes = [8, 32, 64, 256, 1];

    /// <param name="batch">Size of an open first axis.</param>
    /// <param name="otherDynamic">Size of every other open axis. Axes of one symbolic name get one size.</param>
    public static IReadOnlyDictionary<string, Tensor> For(IEnumerable<TensorSpec> inputs, int seed, int batch = 1, int otherDynamic = 8)
    {
        var random = new Random(seed);
        var sizes = new Dictionary<string, long>();
        return inputs.ToDictionary(input => input.Name, input => One(input, Sizes(input, sizes, batch, otherDynamic), random));
    }

    /// <summary>
    /// The first feeds that the model runs on, with open axes of 8, 32, 64, 256 or 1. For models that take any size the first try is it.
    /// </summary>
    /// <exception cref="PruneOnBuildException">It runs on none; the first reason is given.</exception>
    public static IReadOnlyDictionary<string, Tensor> Suiting(ModelSession session, int seed, int batch = 1)
    {
        PruneOnBuildException? first = null;
        foreach (var size in s_openSizes)
        {
            var feeds = For(session.Inputs, seed, batch, size);
            try
            {
                session.Run(feeds);
                return feeds;
            }
            catch (PruneOnBuildException refused)
            {
                first ??= refused;
            }
        }

        throw first!;
    }

    private static long[] Sizes(TensorSpec input, Dictionary<string, long> sizes, int batch, int otherDynamic)
    {
        var dims = input.Dims.ToArray();
        for (var axis = 0; axis < dims.Length; axis++)
        {
            if (dims[axis] >= 0)
                continue;
            dims[axis] = axis == 0 ? batch : otherDynamic;
            if (input.Symbols[axis] is not "" and var symbol && !sizes.TryAdd(symbol, dims[axis]))
                dims[axis] = sizes[symbol];
        }

        return dims;
    }

    private static Tensor One(TensorSpec input, long[] dims, Random random) => input.ElementType switch
    {
        TensorElementType.Float => Fill(dims, () => (float)Uniform(random)),
        TensorElementType.Double => Fill(dims, () => Uniform(random)),
        TensorElementType.Float16 => Fill(dims, () => (Half)Uniform(random)),
        TensorElementType.BFloat16 => Fill(dims, () => (BFloat16)(float)Uniform(random)),
        TensorElementType.UInt8 => Fill(dims, () => (byte)random.Next(2)),
        TensorElementType.Int8 => Fill(dims, () => (sbyte)random.Next(2)),
        TensorElementType.UInt16 => Fill(dims, () => (ushort)random.Next(2)),
        TensorElementType.Int16 => Fill(dims, () => (short)random.Next(2)),
        TensorElementType.UInt32 => Fill(dims, () => (uint)random.Next(2)),
        TensorElementType.Int32 => Fill(dims, () => random.Next(2)),
        TensorElementType.UInt64 => Fill(dims, () => (ulong)random.Next(2)),
        TensorElementType.Int64 => Fill(dims, () => (long)random.Next(2)),
        TensorElementType.Bool => Fill(dims, () => random.Next(2) == 1),
        TensorElementType.String => Fill(dims, () => random.Next(100).ToString(CultureInfo.InvariantCulture)),
        _ => throw RuntimeErrors.InputTypeUnsupported(input),
    };

    private static Tensor Fill<T>(long[] dims, Func<T> next)
    {
        var values = new T[dims.Aggregate(1L, (product, dim) => checked(product * dim))];
        for (var index = 0; index < values.Length; index++)
            values[index] = next();
        return Tensor.Of(values, dims);
    }

    private static double Uniform(Random random) => random.NextDouble() * 2 - 1;
}
