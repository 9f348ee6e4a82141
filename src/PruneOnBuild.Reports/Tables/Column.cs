namespace PruneOnBuild.Reports.Tables;

/// <summary>Numbers stand right, words left. The widest left column gives way where a line would be too long.</summary>
public sealed record Column(string Title, bool Right = false);
