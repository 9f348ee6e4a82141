using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>The tensor repeated along every axis, as often as the second input says.</summary>
internal sealed class Tile : Operator
{
    public override ImmutableArray<string> Types => ["Tile"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x) return;
        var repeats = node.Value(1)?.Entries ?? [.. Enumerable.Repeat(Dim.Unknown, x.Rank)];
        if (repeats.Length != x.Rank || repeats.Any(repeat => repeat.IsKnown && repeat.Value < 0)) return;
        node.SetOutput(0, x.ElementType, x.Dims.Zip(repeats, (dim, repeat) => dim * repeat));
        if (x.Rank == 1 && node.Value(0) is { } value && repeats[0].IsKnown
            && value.Count * (Int128)repeats[0].Value <= TensorValue.MostElements)
        {
            var places = Enumerable.Range(0, value.Count * (int)repeats[0].Value);
            node.SetValue(0, value.Pick(places.Select(place => place % value.Count)));
        }
    }

    /// <summary>Along a repeated axis every channel comes several times; without it all its copies are gone.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x || node.Ints(1) is not { } repeats || repeats.Length != x.Rank) return;
        for (var axis = 0; axis < x.Rank; axis++)
        {
            if (repeats[axis] is >= 1 and <= short.MaxValue && node.Peek(0, axis)?.Length <= AxisMap.LongestAxis / repeats[axis] && node.Input(0, axis) is { } channels)
                node.Output(0, axis, repeats[axis] == 1 ? channels : [.. Enumerable.Repeat(channels, (int)repeats[axis]).SelectMany(copy => copy)]);
        }
    }
}
