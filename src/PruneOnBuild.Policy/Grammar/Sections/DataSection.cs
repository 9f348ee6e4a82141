using System.Collections.Immutable;
using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>models: data:</c></summary>
internal static class DataSection
{
    public static readonly Key<string> Calibration = new("calibration", Of.Path("data/calibration.npz"),
        "Samples that feed pruning: .npz, .npy, .csv, .tsv, .jsonl, .wav, .pcm, a folder of images or sounds, or one of ONNX test data. "
            + "Needs no labels. Never the evaluation data.");

    public static readonly Key<string> Evaluation = new("evaluation", Of.Path("data/evaluation.npz"),
        "Samples that the accuracy gate judges on, in any of these formats, with labels where the metric needs them.");

    public static readonly Key<ImmutableArray<MapEntry<ImmutableArray<string>>>> Inputs = new("inputs",
        new MapForm<ImmutableArray<string>>(new NamesForm("images", "[width, height]"), "model inputs"),
        "Model input name to the array, field or columns that feed it, where the names differ. Only columns may be several.");

    public static readonly Key<string> Labels = new("labels", Of.Name("labels"),
        "Name of the array, field or column that holds the labels.")
    { Default = "labels" };

    public static readonly Key<ImmutableArray<Located<string>>> Classes = new("classes", Of.NonEmptyList(Of.Name("cat")),
        "Class names in the order of the model's output, where labels are names. Without it: classes.txt of the folder, else the names in "
            + "ordinal order.");

    public static readonly Key<bool> Header = new("header", Of.Flag,
        "Whether the first line of a .csv or .tsv file names its columns. With false they are named 1, 2, ...")
    { Default = "true" };

    public static readonly Key<string> Images = new("images", Of.Name("path"),
        "Column of a .csv or .tsv file that holds the paths of images, relative to that file.");

    public static readonly Key<SectionReading> Audio = new("audio", AudioSection.Form,
        "How sound is read and cut into samples.");

    public static readonly Key<ImmutableArray<MapEntry<string>>> States = new("states",
        new MapForm<string>(Of.Name("h_out"), "model inputs"),
        "Model input name to the output that feeds it at the next sample, for models that read a stream. Zeros at the beginning of each "
            + "sequence: of a sound file, or of the data.");

    public static readonly Key<ImmutableArray<MapEntry<int>>> Axes = new("axes",
        new MapForm<int>(Of.Integer(1, 1 << 24, "128"), "open axes"),
        "Sizes of axes that the model leaves open, by the model's names for them.");

    public static readonly Key<bool> Overlap = new("overlap", DataChoices.Overlap,
        "Whether calibration and evaluation may share samples.")
    { Default = "refused" };

    public static readonly Key<ImmutableArray<Located<PreprocessStep>>> Preprocess = new("preprocess",
        Of.List(new PreprocessForm()), "Steps from stored samples to what the model reads, in this order.");

    public static readonly Section Form = new("models.data",
        Calibration, Evaluation, Inputs, Labels, Classes, Header, Images, Audio, States, Axes, Overlap, Preprocess);

    public static DataSettings Bind(SectionReading reading) => new()
    {
        Calibration = reading.Written(Calibration),
        Evaluation = reading.Written(Evaluation),
        Inputs = Map(reading.Written(Inputs)),
        Labels = reading.Get(Labels).Value,
        Classes = reading.Written(Classes) is { } classes ? [.. classes.Value.Select(name => name.Value)] : [],
        HasHeader = reading.Get(Header).Value,
        Images = reading.Written(Images),
        Audio = reading.Written(Audio) is { } audio ? new(AudioSection.Bind(audio.Value), audio.Location) : null,
        States = Map(reading.Written(States)),
        Axes = Map(reading.Written(Axes)),
        MayOverlap = reading.Get(Overlap).Value,
        Preprocess = reading.Written(Preprocess)?.Value ?? [],
    };

    private static ImmutableDictionary<string, Located<T>> Map<T>(Located<ImmutableArray<MapEntry<T>>>? written) =>
        written?.Value.ToImmutableDictionary(entry => entry.Name.Value, entry => entry.Value!)
        ?? ImmutableDictionary<string, Located<T>>.Empty;
}
