using System.Collections.Immutable;

namespace PruneOnBuild.Policy;

/// <summary>The <c>data:</c> section of a model. Paths are as written, relative to the policy's folder.</summary>
public sealed record DataSettings
{
    /// <summary>.npz, .npy or an ONNX test-data folder; needs no labels.</summary>
    public Located<string>? Calibration { get; init; }

    /// <summary>.npz, .npy or an ONNX test-data folder; labels where the metric needs them.</summary>
    public Located<string>? Evaluation { get; init; }

    /// <summary>Model input name to array name, where the names differ.</summary>
    public ImmutableDictionary<string, Located<string>> Inputs { get; init; } =
        ImmutableDictionary<string, Located<string>>.Empty;

    /// <summary>Name of the array that holds the labels.</summary>
    public string Labels { get; init; } = "labels";

    public ImmutableArray<Located<PreprocessStep>> Preprocess { get; init; } = [];
}
