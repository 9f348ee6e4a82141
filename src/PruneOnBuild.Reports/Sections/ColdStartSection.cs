namespace PruneOnBuild.Reports.Sections;

/// <summary>Medians over openings, from opening the file to the end of the first run.</summary>
/// <param name="Openings">Of each model.</param>
public sealed record ColdStartSection(double DenseMs, double PrunedMs, int Openings);
