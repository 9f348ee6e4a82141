using PruneOnBuild.Graph.Channels;

namespace PruneOnBuild.Pruning.Search;

/// <summary>One part of a cost.</summary>
/// <param name="Axes">Channel arrays; the same array stands for the same axis.</param>
/// <param name="Cost">From the kept lengths of the axes, in their order, to a cost of at least 0.</param>
internal sealed record BudgetTerm(IReadOnlyList<int[]> Axes, Func<int[], double> Cost)
{
    /// <summary>The coefficient times the kept lengths.</summary>
    public static BudgetTerm Product(double coefficient, IReadOnlyList<int[]> axes) =>
        new(axes, kept => kept.Aggregate(coefficient, (product, length) => product * length));

    /// <summary>So much for each element that is left of a value.</summary>
    /// <param name="dims">Of the value in the dense model.</param>
    public static BudgetTerm Elements(AxisMap map, string value, IReadOnlyList<long> dims, double each)
    {
        var axes = new List<int[]>();
        for (var axis = 0; axis < dims.Count; axis++)
        {
            if (map.Channels(value, axis) is { } channels)
            {
                axes.Add(channels);
            }
            else
            {
                each *= dims[axis];
            }
        }

        return Product(each, axes);
    }

    /// <summary>What no cut changes.</summary>
    public static BudgetTerm Constant(double cost) => new([], _ => cost);
}
