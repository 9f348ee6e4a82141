namespace PruneOnBuild.Policy;

/// <summary>One goal of a model, such as <c>{ flops: 0.5 }</c>. The value's meaning and range: <see cref="GoalKind"/>.</summary>
public sealed record Goal(GoalKind Kind, double Value);
