using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Pruning.Surgery;

/// <summary>
/// Postcondition of every cut: inferred anew, each axis is as long as the channels that stay on it. A size that an operator forgot to
/// rewrite shows here, before any runtime sees the model.
/// </summary>
internal static class CutChecker
{
    public static void Check(AxisMap map, Func<int, bool> removed, ModelGraph pruned, ShapeTable shapes)
    {
        foreach (var value in map.Values)
        {
            var shape = shapes.Of(value);
            for (var axis = 0; axis < map.Rank(value); axis++)
            {
                if (map.Channels(value, axis) is not { } channels || shape is null)
                {
                    continue;
                }

                var kept = channels.Count(channel => AxisMap.Stays(channel, removed));
                if (axis >= shape.Rank || (shape[axis].IsKnown && shape[axis].Value != kept))
                {
                    throw new InvalidOperationException($"After the cut '{value}' is {shape}, but axis {axis} must be {kept} long.");
                }
            }
        }
    }
}
