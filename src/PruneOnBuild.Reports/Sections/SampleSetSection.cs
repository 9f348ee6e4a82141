using System.Collections.Immutable;

namespace PruneOnBuild.Reports.Sections;

/// <param name="Path">As the policy has it, with / between folders.</param>
/// <param name="Samples">1 or more.</param>
/// <param name="Sha256">Of all files that were read, 64 hexadecimal digits.</param>
/// <param name="Classes">Names of classes in the order of their numbers; empty where labels are numbers, or none.</param>
public sealed record SampleSetSection(string Path, int Samples, string Sha256, ImmutableArray<string> Classes);
