using System.Collections.Immutable;
using PruneOnBuild.Policy.Grammar.Forms;

namespace PruneOnBuild.Policy.Grammar.Sections;

/// <summary><c>models: data:</c></summary>
internal static class DataSection
{
    public static readonly Key<string> Calibration = new("calibration", Of.Path("data/calibration.npz"),
        "Samples that feed pruning: .npz, .npy or an ONNX test-data folder. Needs no labels. Never the evaluation data.");

    public static readonly Key<string> Evaluation = new("evaluation", Of.Path("data/evaluation.npz"),
        "Samples that the accuracy gate judges on: .npz, .npy or an ONNX test-data folder, with labels where the metric needs "
            + "them.");

    public static readonly Key<ImmutableArray<MapEntry<string>>> Inputs = new("inputs",
        new MapForm<string>(Of.Name("images"), "model inputs"), "Model input name to array name, where the names differ.");

    public static readonly Key<string> Labels = new("labels", Of.Name("labels"), "Name of the array that holds the labels.")
    { Default = "labels" };

    public static readonly Key<ImmutableArray<Located<PreprocessStep>>> Preprocess = new("preprocess",
        Of.List(new PreprocessForm()), "Steps from stored samples to what the model reads, in this order.");

    public static readonly Section Form = new("models.data", Calibration, Evaluation, Inputs, Labels, Preprocess);

    public static DataSettings Bind(SectionReading reading) => new()
    {
        Calibration = reading.Written(Calibration),
        Evaluation = reading.Written(Evaluation),
        Inputs = reading.Written(Inputs)?.Value.ToImmutableDictionary(input => input.Name.Value, input => input.Value!)
            ?? ImmutableDictionary<string, Located<string>>.Empty,
        Labels = reading.Get(Labels).Value,
        Preprocess = reading.Written(Preprocess)?.Value ?? [],
    };
}
