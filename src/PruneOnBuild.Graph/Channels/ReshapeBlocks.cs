using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Channels;

/// <summary>Splits the axes of a reshape into blocks that hold the same number of elements on both sides.</summary>
internal static class ReshapeBlocks
{
    /// <summary>Ranges of input and output axes; axes whose correspondence is not known are in no block.</summary>
    public static IEnumerable<(Range From, Range To)> Of(ImmutableArray<Dim> input, ImmutableArray<Dim> output)
    {
        var (left, leftInput, leftOutput) = Match(input, output, input.Length, output.Length);

        // What the front could not resolve (an unknown batch, say) may still match from the back.
        var (right, rightInput, rightOutput) = Match(
            [.. input.Reverse()], [.. output.Reverse()], input.Length - leftInput, output.Length - leftOutput);
        var middle = new List<(Range, Range)>();
        var (inputRest, outputRest) = (leftInput..(input.Length - rightInput), leftOutput..(output.Length - rightOutput));
        if (Product(input[inputRest]).Same(Product(output[outputRest])))
        {
            middle.Add((inputRest, outputRest));
        }

        return left.Concat(middle).Concat(right.Select(block => (Mirror(block.From, input.Length), Mirror(block.To, output.Length))));
    }

    /// <summary>Smallest blocks from the front, as far as they surely match.</summary>
    private static (List<(Range From, Range To)> Blocks, int Input, int Output) Match(
        ImmutableArray<Dim> input, ImmutableArray<Dim> output, int inputCount, int outputCount)
    {
        var blocks = new List<(Range, Range)>();
        var (start, startOutput) = (0, 0);
        while (start < inputCount && startOutput < outputCount)
        {
            var (i, o) = (start + 1, startOutput + 1);
            while (!Product(input[start..i]).Same(Product(output[startOutput..o])))
            {
                var (a, b) = (Product(input[start..i]), Product(output[startOutput..o]));
                var growOutput = a.IsKnown && b.IsKnown ? b.Value < a.Value : !a.IsKnown && b.IsKnown;
                if (growOutput ? o++ >= outputCount : i++ >= inputCount)
                {
                    return (blocks, start, startOutput);
                }
            }

            blocks.Add((start..i, startOutput..o));
            (start, startOutput) = (i, o);
        }

        return (blocks, start, startOutput);
    }

    private static Dim Product(ImmutableArray<Dim> dims) => Dim.Product(dims);

    private static Range Mirror(Range range, int length) => (length - range.End.Value)..(length - range.Start.Value);
}
