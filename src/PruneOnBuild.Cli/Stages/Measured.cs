namespace PruneOnBuild.Cli.Stages;

/// <summary>A measurement, and whether it was made in this run.</summary>
internal sealed record Measured<T>(T Value, bool FromCache) : IStageResult
    where T : class;
