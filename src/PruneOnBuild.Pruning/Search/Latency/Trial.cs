namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>A plan of a path that was cut, repaired and asked for its accuracy.</summary>
/// <param name="Step">Place on the path.</param>
/// <param name="Model">The repaired model; null where it does not pass: only those that do are held in memory.</param>
internal sealed record Trial(int Step, CutModel? Model, AccuracyTrial Accuracy);
