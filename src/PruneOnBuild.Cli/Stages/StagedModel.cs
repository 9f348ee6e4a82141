namespace PruneOnBuild.Cli.Stages;

/// <summary>A pruned model: its key is known in any case, the model itself where it was made or is stored.</summary>
/// <param name="Key">What the model depends on; the keys of measurements build on it.</param>
internal sealed record StagedModel(string Key, PrunedModel? Model)
{
    /// <summary>Full path of the .onnx file; stages that run have one before them.</summary>
    public string Path => Model!.Path;
}
