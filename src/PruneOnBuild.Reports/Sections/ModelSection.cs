namespace PruneOnBuild.Reports.Sections;

/// <summary>Which model was pruned.</summary>
/// <param name="Path">Relative to the policy's folder, with / between folders.</param>
/// <param name="Policy">File name of the policy.</param>
/// <param name="PolicyLine">The line of the policy's entry for the model, from 1.</param>
/// <param name="Sha256">Of the dense .onnx file.</param>
/// <param name="PrunedSha256">Of the pruned .onnx file.</param>
public sealed record ModelSection(string Path, string Policy, int PolicyLine, string Sha256, string PrunedSha256);
