namespace PruneOnBuild.Policy;

/// <summary>One goal of a model, such as <c>{ flops: 0.5 }</c>. The value's meaning and range: <see cref="GoalKind"/>.</summary>
public sealed record Goal(GoalKind Kind, double Value)
{
    /// <summary>Of <c>sparsity</c> and, on sparse targets, <c>flops</c>: the share of what they count that goes with zeros.</summary>
    public double Zeros => Kind == GoalKind.Flops ? 1 - Value : Value;
}
