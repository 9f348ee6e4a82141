using PruneOnBuild.Graph;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>A model that was cut, and how it stands to the law of surgery.</summary>
internal sealed record CutModel(ModelGraph Model, LawCheck Law);
