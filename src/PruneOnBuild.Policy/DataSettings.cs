using System.Collections.Immutable;

namespace PruneOnBuild.Policy;

/// <summary>The <c>data:</c> section of a model. Paths are as written, relative to the policy's folder.</summary>
public sealed record DataSettings
{
    /// <summary>A file or folder of samples; needs no labels.</summary>
    public Located<string>? Calibration { get; init; }

    /// <summary>A file or folder of samples; labels where the metric needs them.</summary>
    public Located<string>? Evaluation { get; init; }

    /// <summary>Model input name to the array, field or columns that feed it. Only columns may be several.</summary>
    public ImmutableDictionary<string, Located<ImmutableArray<string>>> Inputs { get; init; } =
        ImmutableDictionary<string, Located<ImmutableArray<string>>>.Empty;

    /// <summary>Name of the array, field or column that holds the labels.</summary>
    public string Labels { get; init; } = "labels";

    /// <summary>Class names in the order of the model's output; empty: in the order of their bytes.</summary>
    public ImmutableArray<string> Classes { get; init; } = [];

    /// <summary>Whether the first line of .csv and .tsv files names the columns; without it they are named 1, 2, ...</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Column of a .csv or .tsv file that holds paths of images, relative to that file.</summary>
    public Located<string>? Images { get; init; }

    /// <summary>How sound is read; null: nothing was said.</summary>
    public Located<AudioSettings>? Audio { get; init; }

    /// <summary>Model input name to the output whose value feeds it at the next sample; zeros at the beginning of a sequence.</summary>
    public ImmutableDictionary<string, Located<string>> States { get; init; } = ImmutableDictionary<string, Located<string>>.Empty;

    /// <summary>Sizes of open axes by the names that the model has for them.</summary>
    public ImmutableDictionary<string, Located<int>> Axes { get; init; } = ImmutableDictionary<string, Located<int>>.Empty;

    /// <summary>Whether calibration and evaluation may share samples.</summary>
    public bool MayOverlap { get; init; }

    public ImmutableArray<Located<PreprocessStep>> Preprocess { get; init; } = [];
}
