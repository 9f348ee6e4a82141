namespace PruneOnBuild.Pruning.Search;

/// <summary>One part of a cost.</summary>
/// <param name="Axes">Channel arrays; the same array stands for the same axis.</param>
/// <param name="Cost">From the kept lengths of the axes, in their order, to a cost of at least 0.</param>
internal sealed record BudgetTerm(IReadOnlyList<int[]> Axes, Func<int[], double> Cost)
{
    /// <summary>The coefficient times the kept lengths.</summary>
    public static BudgetTerm Product(double coefficient, IReadOnlyList<int[]> axes) =>
        new(axes, kept => kept.Aggregate(coefficient, (product, length) => product * length));

    /// <summary>What no cut changes.</summary>
    public static BudgetTerm Constant(double cost) => new([], _ => cost);
}
