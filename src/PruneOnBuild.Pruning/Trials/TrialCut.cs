namespace PruneOnBuild.Pruning.Trials;

/// <summary>A cut that obeyed the law of surgery.</summary>
/// <param name="MultiplyAdds">Share of the dense model's multiply-adds that is left, in [0, 1]; null where it has none.</param>
public sealed record TrialCut(double? MultiplyAdds, LawCheck Law);
