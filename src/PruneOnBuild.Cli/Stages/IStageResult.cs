namespace PruneOnBuild.Cli.Stages;

/// <summary>What a stage gives, made now or earlier.</summary>
internal interface IStageResult
{
    bool FromCache { get; }
}
