using System.Collections.Immutable;
using System.Globalization;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime;

public static partial class RuntimeErrors
{
    internal static PruneOnBuildException DataMissing(SourceLocation place, string path, string? nearest) => Error("POB5101", place,
        $"There is no file or folder '{path}'. " +
        (nearest is null ? "Write the path relative to the policy's folder." : $"Did you mean '{nearest}'?"));

    internal static PruneOnBuildException DataUnreadable(SourceLocation file, string why, Exception? cause = null) =>
        Error("POB5102", file, $"The data cannot be read: {why}. Write the file again.", cause);

    internal static PruneOnBuildException NoSuchArray(
        SourceLocation place, string file, string input, string array, IEnumerable<string> arrays) => Error("POB5103", place,
        $"Model input '{input}' finds no array '{array}' in {Path.GetFileName(file)}, which holds {List(arrays)}. " +
        $"Name the array under data: as inputs: {{ {input}: ... }}.");

    internal static PruneOnBuildException ShapeDoesNotFit(
        SourceLocation place, string file, string array, string stored, TensorSpec input, string remedy) => Error("POB5104", place,
        $"Array '{array}' of {Path.GetFileName(file)} is {stored}; model input '{input.Name}' wants {input.DimsText}. {remedy}");

    internal static PruneOnBuildException NoSamples(SourceLocation file, string array) => Error("POB5105", file,
        $"Array '{array}' holds 0 samples, at least 1 is needed. Samples lie along the first axis.");

    /// <summary>The judged metric needs labels and the data holds none.</summary>
    public static PruneOnBuildException NoLabels(SourceLocation place, string metric) => Error("POB5106", place,
        $"Metric '{metric}' needs labels and the data holds none. Add an array of them, named under data: as labels: NAME " +
        "(default labels), or use metric: agreement.");

    /// <summary>A label that the model has no class for.</summary>
    public static PruneOnBuildException LabelOutOfRange(SourceLocation file, int sample, long label, int classes) => Error("POB5107", file,
        Invariant($"The label of sample {sample} is {label}; the model's output has {classes} classes, so 0 to {classes - 1} are possible. ") +
        "Check the label array and gates: accuracy: output.");

    internal static PruneOnBuildException LabelCount(SourceLocation file, string labels, Tensor stored, long samples) =>
        Error("POB5108", file, Invariant($"Label array '{labels}' is {stored}, but there are {samples} samples. ") +
            "Labels and samples must be as many.");

    internal static PruneOnBuildException NotFinite(SourceLocation file, string array, int sample, int element, double value) =>
        Error("POB5109", file,
            Invariant($"Array '{array}' holds {value} at sample {sample}, element {element}. Only finite numbers can be measured with."));

    internal static PruneOnBuildException DtypeUnsupported(SourceLocation file, string array, string dtype) => Error("POB5110", file,
        $"Array '{array}' has dtype '{dtype}', which is not read. Save it as a bool, integer or float array (u1 to u8, i1 to i8, f2, f4, f8).");

    internal static PruneOnBuildException NormalizeDoesNotFit(SourceLocation step, int values, ImmutableArray<long> dims) =>
        Error("POB5111", step, Invariant($"normalize has {values} values, but samples of shape {Tensor.DimsText(dims.AsSpan())} ") +
            "do not have as many channels. Give one value for each channel, or one for all.");

    internal static PruneOnBuildException LayoutNeedsImages(SourceLocation step, ImmutableArray<long> dims) => Error("POB5111", step,
        $"layout needs samples of shape [height,width,channels]; these are {Tensor.DimsText(dims.AsSpan())}. Remove the step.");

    internal static PruneOnBuildException FormatUnknown(SourceLocation place, string path, bool isPicture) => Error("POB5112", place,
        isPicture
            ? $"'{Path.GetFileName(path)}' is one image. Name the folder that it lies in, or a .csv file that lists images."
            : $"'{Path.GetFileName(path)}' has no format that is read. Use .npz, .npy, .csv, .tsv, .jsonl, .wav, .pcm, a folder of images or "
                + "sounds, or one of ONNX test data (test_data_set_0/input_0.pb).");

    internal static PruneOnBuildException ValueDoesNotFit(
        SourceLocation file, string array, int sample, double value, string input, TensorElementType type) => Error("POB5113", file,
        Invariant($"Array '{array}' holds {value} in sample {sample}; model input '{input}' reads {ElementTypes.Name(type)}, ") +
        "which cannot hold that. Store the array in the input's own type.");

    internal static PruneOnBuildException TypeDoesNotFit(SourceLocation file, string array, string stored, TensorSpec input) =>
        Error("POB5113", file, $"Array '{array}' is {stored}; model input '{input.Name}' reads {ElementTypes.Name(input.ElementType)}. " +
            "Store the array in the input's own type.");

    internal static PruneOnBuildException SampleCountsDiffer(SourceLocation file, IEnumerable<(string Array, long Samples)> counts) =>
        Error("POB5114", file, "The inputs' arrays hold different numbers of samples: " +
            string.Join(", ", counts.Select(count => Invariant($"'{count.Array}' {count.Samples}"))) + ". They must be as many.");

    internal static PruneOnBuildException NoSuchInput(SourceLocation place, string input, IEnumerable<string> inputs) =>
        Error("POB5115", place, $"The model has no input '{input}'. It has {List(inputs)}.");

    /// <summary>Labels are there, but not one whole number for each sample.</summary>
    public static PruneOnBuildException LabelsAreNoClasses(SourceLocation file, string metric) => Error("POB5116", file,
        $"Metric '{metric}' needs one whole number for each sample as label; this data has other labels. " +
        "Store class numbers counted from 0, or use metric: mse or agreement.");

    internal static PruneOnBuildException TestDataIncomplete(SourceLocation folder, string missing) => Error("POB5117", folder,
        $"The ONNX test data lacks {missing}. A set holds input_0.pb, input_1.pb, ... in the order of the model's inputs.");

    /// <summary>Wanted values and outputs do not have one length.</summary>
    public static PruneOnBuildException LabelLength(SourceLocation file, int sample, int wanted, int given) => Error("POB5118", file,
        Invariant($"The label of sample {sample} has {wanted} values, the model's output has {given}. ") +
        "They must be as many: name the output that is compared under gates: accuracy, or the labels' array under data.");

    internal static PruneOnBuildException TooLarge(SourceLocation file, string array, long bytes) => Error("POB5119", file,
        Invariant($"Array '{array}' has {bytes} bytes; at most {int.MaxValue} are read. Use fewer samples or a smaller dtype."));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string List(IEnumerable<string> names) =>
        names.ToArray() is { Length: > 0 } all ? string.Join(", ", all.Select(name => $"'{name}'")) : "none";
}
