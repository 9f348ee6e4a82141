namespace PruneOnBuild.Reports.Sections;

/// <summary>The samples that pruning and judging saw. Null: none were declared.</summary>
/// <param name="Shared">Evaluation samples that are calibration samples too; 0 unless the policy allows them.</param>
public sealed record DataSection(SampleSetSection? Calibration, SampleSetSection? Evaluation, int Shared);
