namespace PruneOnBuild.Cli.CommandLine;

/// <summary>An option and the one value that follows it.</summary>
internal sealed record OptionSyntax(string Name, string Value, string Summary);
