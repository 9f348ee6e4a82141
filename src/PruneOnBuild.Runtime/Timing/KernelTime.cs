namespace PruneOnBuild.Runtime.Timing;

/// <summary>What the runtime spends in one node of the graph as it runs it, which is not always the graph as written.</summary>
/// <param name="Name">The node's name as the runtime has it after its optimisations.</param>
/// <param name="Operator">Such as <c>Conv</c>, or a fused or inserted one: <c>FusedConv</c>, <c>ReorderInput</c>.</param>
/// <param name="Ms">Milliseconds of one run, above 0.</param>
public sealed record KernelTime(string Name, string Operator, double Ms);
