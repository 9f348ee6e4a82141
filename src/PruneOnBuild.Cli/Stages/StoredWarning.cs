namespace PruneOnBuild.Cli.Stages;

/// <summary>A warning whose place is kept by name, because the policy's lines may move while the result stays good.</summary>
/// <param name="Place">As <see cref="PlaceNames"/> has it.</param>
internal sealed record StoredWarning(string Code, string Place, string Message);
