namespace PruneOnBuild.Graph.Channels;

/// <summary>Elementwise operators of several inputs: aligned at the last axis, equal indices go together, axes of size 1 stretch.</summary>
internal static class BroadcastAxes
{
    /// <param name="except">Inputs that take no part, such as the bounds of a Clip.</param>
    public static void Relate(AxisContext node, Func<int, bool>? except = null)
    {
        if (node.OutputShape(0) is { } output)
        {
            Relate(node, output.Rank, trailing: 0, except);
        }
    }

    /// <summary>The same for the first <paramref name="leading"/> axes of the output and all but the last axes of the inputs: batches of a MatMul.</summary>
    /// <param name="trailing">How many axes at the end of every input take no part; an input of fewer has no others.</param>
    public static void Relate(AxisContext node, int leading, int trailing, Func<int, bool>? except = null)
    {
        var inputs = Enumerable.Range(0, node.Node.Input.Count).Where(input => node.HasInput(input) && except?.Invoke(input) != true).ToList();
        if (node.OutputShape(0) is not { } output || inputs.Exists(input => node.InputShape(input) is null))
        {
            return;
        }

        for (var axis = 0; axis < leading; axis++)
        {
            var (joined, first) = ((int[]?)null, true);
            foreach (var input in inputs)
            {
                var shape = node.InputShape(input)!;
                var own = axis - (leading - Math.Max(shape.Rank - trailing, 0));
                if (own < 0 || (shape[own].Is(1) && !output[axis].Is(1)))
                {
                    continue;
                }

                var channels = node.Input(input, own);
                if (!first)
                {
                    node.Join(joined, channels);
                }

                (joined, first) = (first ? channels : joined ?? channels, false);
            }

            node.Output(0, axis, joined);
        }
    }
}
