namespace PruneOnBuild.Graph.Channels;

/// <summary>Elementwise operators of several inputs: aligned at the last axis, equal indices go together, axes of size 1 stretch.</summary>
internal static class BroadcastAxes
{
    /// <param name="except">Inputs that take no part, such as the bounds of a Clip.</param>
    public static void Relate(AxisContext node, Func<int, bool>? except = null) => Relate(node, trailing: 0, except);

    /// <summary>The same, for all but the last <paramref name="trailing"/> axes of every input: the batch axes of a MatMul.</summary>
    public static void Relate(AxisContext node, int trailing, Func<int, bool>? except = null)
    {
        var inputs = Enumerable.Range(0, node.Node.Input.Count).Where(input => node.HasInput(input) && except?.Invoke(input) != true).ToList();
        if (node.OutputShape(0) is not { } output || inputs.Exists(input => node.InputShape(input) is null))
        {
            return;
        }

        for (var axis = 0; axis < output.Rank - trailing; axis++)
        {
            var (joined, first) = ((int[]?)null, true);
            foreach (var input in inputs)
            {
                var shape = node.InputShape(input)!;
                var own = axis - (output.Rank - shape.Rank);
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
