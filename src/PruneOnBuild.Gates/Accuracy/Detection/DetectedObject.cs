namespace PruneOnBuild.Gates.Accuracy.Detection;

/// <summary>An object that a model found, or that is there.</summary>
/// <param name="Score">How sure the model is; 1 for objects that are there.</param>
internal readonly record struct DetectedObject(int Class, double Score, Box Box);
