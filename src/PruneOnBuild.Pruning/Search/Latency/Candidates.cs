using PruneOnBuild.Graph;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Saliency;
using PruneOnBuild.Pruning.Surgery;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>Cuts and repairs an analysed model.</summary>
/// <param name="repair">Kept channels of each group and the cut model, to the repaired one.</param>
internal sealed class Candidates(
    Analysis analysis, IReadOnlyList<ChannelRanking> rankings, Func<IReadOnlyList<int[]>, ModelGraph, ModelGraph> repair) : ICandidates
{
    /// <summary>Kept channels of each group, as indices into it, ascending.</summary>
    public IReadOnlyList<int[]> Kept(PathStep step) => [.. step.Widths.Select((width, group) => rankings[group].Kept(width))];

    public CutModel Cut(PathStep step)
    {
        var (model, law) = StructuredCut.Make(analysis, Kept(step));
        return new CutModel(model, law);
    }

    public ModelGraph Repair(PathStep step, ModelGraph cut) => repair(Kept(step), cut);
}
