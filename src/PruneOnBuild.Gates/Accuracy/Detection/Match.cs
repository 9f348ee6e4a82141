namespace PruneOnBuild.Gates.Accuracy.Detection;

/// <summary>A detection, and at which overlaps it is a hit.</summary>
/// <param name="Hits">Bit i: it has an object of its own at the i-th overlap.</param>
internal readonly record struct Match(int Sample, int Class, double Score, int Hits);
