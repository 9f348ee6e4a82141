using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Channels;

/// <summary>
/// Reshape, Flatten and their like. Input and output axes fall into blocks of equal element count; within a block the row-major order of
/// elements is the same on both sides. Axes that become one hold products of their channels; an axis that becomes several is the product of
/// new channels along each.
/// </summary>
internal static class ReshapedAxes
{
    /// <summary>Blocks with more elements are frozen: following each of them would cost more memory than most models.</summary>
    private const long MostElements = 1 << 24;

    public static void Relate(AxisContext node)
    {
        if (node.InputShape(0) is not { } input || node.OutputShape(0) is not { } output)
        {
            return;
        }

        foreach (var (from, to) in ReshapeBlocks.Of(input.Dims, output.Dims))
        {
            RelateBlock(node, input, output, Wide(input, from), Wide(output, to));
        }
    }

    private static void RelateBlock(AxisContext node, TensorShape input, TensorShape output, List<int> inputAxes, List<int> outputAxes)
    {
        if (inputAxes is [var one] && outputAxes is [var other])
        {
            node.Output(0, other, node.Input(0, one));
            return;
        }

        if (!inputAxes.Exists(axis => node.Has(0, axis)))
        {
            return;
        }

        var tracked = inputAxes.ConvertAll(axis => node.Peek(0, axis));
        if (inputAxes.TrueForAll(axis => input[axis].IsKnown) && outputAxes.TrueForAll(axis => output[axis].IsKnown))
        {
            RelateKnown(node, tracked, inputAxes, Sizes(input, inputAxes), outputAxes, Sizes(output, outputAxes));
        }
        else if (tracked[0] is { } channels && tracked.Skip(1).All(inner => inner is null)
            && outputAxes.Count > 1 && output[outputAxes[0]] is { IsKnown: true } first && channels.Length % first.Value == 0)
        {
            // Channels in equal chunks, each with all that lies below it: the usual way to write group normalisation.
            var chunk = channels.Length / (int)first.Value;
            node.Input(0, inputAxes[0]);
            for (var start = 0; start < channels.Length; start += chunk)
            {
                node.JoinAll(channels.AsSpan(start, chunk));
            }

            node.Output(0, outputAxes[0], [.. Enumerable.Range(0, (int)first.Value).Select(index => channels[index * chunk])]);
        }
    }

    private static void RelateKnown(
        AxisContext node, List<int[]?> tracked, List<int> inputAxes, long[] inputSizes, List<int> outputAxes, long[] outputSizes)
    {
        var total = inputSizes.Aggregate(1L, (product, size) => product * size);
        if (total is 0 or > MostElements)
        {
            return;
        }

        foreach (var axis in inputAxes)
        {
            node.Input(0, axis);
        }

        var elements = Elements(node, tracked, inputSizes, (int)total);
        if (outputAxes.Count == 1)
        {
            node.Output(0, outputAxes[0], elements);
            return;
        }

        var along = Array.ConvertAll(outputSizes, size => node.NewChannels((int)size));
        var factors = new int[along.Length];
        for (var element = 0; element < elements.Length; element++)
        {
            var rest = element;
            for (var axis = along.Length - 1; axis >= 0; axis--)
            {
                factors[axis] = along[axis][rest % along[axis].Length];
                rest /= along[axis].Length;
            }

            node.JoinProduct(elements[element], factors);
        }

        for (var i = 0; i < outputAxes.Count; i++)
        {
            node.Output(0, outputAxes[i], along[i]);
        }
    }

    /// <summary>The channel of every element of the block in row-major order: the product of its channels along the tracked axes.</summary>
    private static int[] Elements(AxisContext node, List<int[]?> tracked, long[] sizes, int total)
    {
        // Axes without channels repeat what the others say: products are made once for each place along the tracked ones.
        var places = tracked.Zip(sizes).Where(axis => axis.First is not null).Aggregate(1L, (product, axis) => product * axis.Second);
        var products = new int[places];
        var made = new bool[places];
        var elements = new int[total];
        var factors = new int[sizes.Length];
        for (var element = 0; element < total; element++)
        {
            var (rest, place, stride) = (element, 0, 1);
            for (var axis = sizes.Length - 1; axis >= 0; axis--)
            {
                var index = (int)(rest % sizes[axis]);
                rest = (int)(rest / sizes[axis]);
                factors[axis] = AxisMap.Untracked;
                if (tracked[axis] is { } channels)
                {
                    factors[axis] = channels[index];
                    place += index * stride;
                    stride *= channels.Length;
                }
            }

            if (!made[place])
            {
                (products[place], made[place]) = (node.Product(factors), true);
            }

            elements[element] = products[place];
        }

        return elements;
    }

    private static long[] Sizes(TensorShape shape, List<int> axes) => [.. axes.Select(axis => shape[axis].Value)];

    private static List<int> Wide(TensorShape shape, Range range) =>
        [.. Enumerable.Range(0, shape.Rank).Take(range).Where(axis => !shape[axis].Is(1))];
}
