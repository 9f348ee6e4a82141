namespace PruneOnBuild.Pruning;

/// <summary>What the accuracy gate says of a model on the way.</summary>
/// <param name="Passes">No threshold is missed.</param>
/// <param name="Used">How much of what the thresholds allow is used up, by the one that is nearest to its limit: 0 or less for no harm, 1 at
/// the limit, infinite where nothing is allowed.</param>
/// <param name="Text">The measured value with its unit, such as <c>0.80 points of drop</c>.</param>
/// <param name="WouldPass">What a policy would have to say for this model to pass, such as <c>maxDrop: 1.3%</c>.</param>
public sealed record AccuracyTrial(bool Passes, double Used, string Text, string WouldPass);
