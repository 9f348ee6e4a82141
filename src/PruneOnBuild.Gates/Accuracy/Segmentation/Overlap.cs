namespace PruneOnBuild.Gates.Accuracy.Segmentation;

/// <summary>Pixels of one class in one sample.</summary>
/// <param name="Both">Labelled and named.</param>
/// <param name="Either">Labelled, named or both; above 0.</param>
internal readonly record struct Overlap(int Class, int Both, int Either);
