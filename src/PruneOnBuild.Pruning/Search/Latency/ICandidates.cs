using PruneOnBuild.Graph;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>Makes the models that plans speak of. A seam: tests search without models.</summary>
internal interface ICandidates
{
    /// <summary>The dense model without what the plan leaves out; it obeys the law of surgery.</summary>
    CutModel Cut(PathStep step);

    /// <summary>The cut model repaired as the policy says.</summary>
    ModelGraph Repair(PathStep step, ModelGraph cut);
}
