namespace PruneOnBuild.Gates.Accuracy.Classes;

/// <summary>What a classifier said of one sample.</summary>
/// <param name="Class">The class that it names.</param>
/// <param name="IsRight">The label is among the classes that count.</param>
/// <param name="Margin">See <see cref="ClassRank.Margin"/>; 1 or 0 where the output is a class number.</param>
internal readonly record struct ClassAnswer(long Label, long Class, bool IsRight, double Margin);
