namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>A plan of a path that was cut, repaired and asked for its accuracy.</summary>
/// <param name="Step">Place on the path.</param>
internal sealed record Trial(int Step, CutModel Model, AccuracyTrial Accuracy);
