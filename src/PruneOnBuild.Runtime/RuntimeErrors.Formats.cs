using System.Collections.Immutable;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime;

/// <summary>What can be wrong with data in one of its formats: codes 5130 to 5160.</summary>
public static partial class RuntimeErrors
{
    internal static PruneOnBuildException StepDoesNotFit(SourceLocation step, string name, string why, string remedy) =>
        Error("POB5130", step, $"Step {name} does not fit: {why}. {remedy}");

    internal static PruneOnBuildException StepNeedsImages(SourceLocation step, string name, ImmutableArray<long> dims) => StepDoesNotFit(
        step, name, $"it works on images, and these samples have shape {Tensor.DimsText(dims.AsSpan())}",
        "Images are [height,width], [height,width,channels] or, with 1, 3 or 4 channels, [channels,height,width]; remove the step.");

    internal static PruneOnBuildException FieldCount(SourceLocation record, int fields, int columns) => Error("POB5131", record,
        Invariant($"This record has {fields} fields, and the file has {columns} columns. ") +
        "Put text with separators in quotes, and write every field.");

    internal static PruneOnBuildException NoNumber(SourceLocation cell, string column, string text) => Error("POB5131", cell,
        $"Column '{column}' holds '{Shortened(text)}', which is no finite number. Write numbers as 1234.5 or 1.2e3.");

    internal static PruneOnBuildException NoRecords(SourceLocation file) => Error("POB5105", file,
        "The file holds 0 samples, at least 1 is needed. Write one in each record, below the names of the columns where there are some.");

    internal static PruneOnBuildException BadLine(SourceLocation line, string why, Exception? cause = null) => Error("POB5132", line,
        $"The line cannot be used: {why}. Write one object in each line, such as {{\"input\": [1, 2], \"label\": 0}}.", cause);

    internal static PruneOnBuildException ImageUnreadable(SourceLocation file, Exception cause) => Error("POB5133", file,
        $"The image cannot be read: {FirstLine(cause)}. PNG and JPEG of 8 bits are read; write the file again or remove it.", cause);

    internal static PruneOnBuildException SoundUnreadable(SourceLocation file, Exception cause) => Error("POB5134", file,
        $"The sound cannot be read: {FirstLine(cause)}. Write it as .wav of 16 or 24 bits or of 32-bit floats.", cause);

    internal static PruneOnBuildException SoundDiffers(SourceLocation file, string what, int actual, int stated) => Error("POB5134", file,
        Invariant($"The file's {what} is {actual}, and audio: {what} says {stated}. Nothing is resampled or mixed; convert the file."));

    internal static PruneOnBuildException SoundTooShort(SourceLocation file, long frames, int window) => Error("POB5134", file,
        Invariant($"The file has {frames} values, and a window has {window}. Remove the file, lengthen it, or state a shorter window."));

    internal static PruneOnBuildException LabelUnknown(SourceLocation place, string label, ImmutableArray<string> classes) =>
        Error("POB5135", place, label.Length == 0
            ? "The label is empty. Write the class of each sample, as a number from 0 on or as a name."
            : $"'{Shortened(label)}' is none of the {classes.Length} classes {List(classes.Take(10))}{(classes.Length > 10 ? ", ..." : "")}. "
                + "Add it to classes, at its place in the model's output, or correct it.");

    /// <summary>The data's classes cannot be the model's.</summary>
    public static PruneOnBuildException ClassCount(SourceLocation place, SampleLabels labels, int outputs) => Error("POB5142", place,
        Invariant($"The data has {labels.ClassNames.Length} classes and the model's output {outputs}. The classes are ") +
        string.Join(", ", labels.ClassNames.Take(10).Select((name, number) => Invariant($"{number} {Shortened(name)}"))) +
        (labels.ClassNames.Length > 10 ? ", ..." : "") + (labels.AreNamesInferred ? ", in ordinal order" : "") +
        ". List all classes of the model in its order under data: classes, or in classes.txt of the folder.");

    internal static PruneOnBuildException FolderMixed(SourceLocation folder, string first, string other) => Error("POB5135", folder,
        $"The folder holds '{first}' beside '{other}'. Put either images or sounds in it, and either all files in a folder of their class "
        + "or none.");

    internal static PruneOnBuildException SampleDiffers(SourceLocation file, int sample, ImmutableArray<long> dims, TensorSpec input) =>
        Error("POB5136", file, Invariant($"Sample {sample} has shape {Tensor.DimsText(dims.AsSpan())} after all steps; ")
            + $"model input '{input.Name}' wants {input.DimsText}. Add steps that bring all samples to one shape, such as resize or pad.");

    internal static PruneOnBuildException AudioNotStated(SourceLocation file) => Error("POB5137", file,
        "The data is sound, and the policy does not say how it is. Add audio: { rate: 16000 } with the rate that the model was made for.");

    internal static PruneOnBuildException WindowUnknown(SourceLocation audio, TensorSpec input) => Error("POB5137", audio,
        $"Model input '{input.Name}' is {input.DimsText}, which leaves the length of a sample open. Add window: to audio.");

    internal static PruneOnBuildException OnlyColumns(SourceLocation place, string file, string input, ImmutableArray<string> names) =>
        Error("POB5138", place, $"Model input '{input}' is to be fed by {names.Length} names, and only columns of .csv and .tsv files can be "
            + $"joined; {Path.GetFileName(file)} has none. Name one.");

    internal static PruneOnBuildException NoSuchColumn(SourceLocation place, string column, IEnumerable<string> columns) =>
        Error("POB5138", place, $"There is no column '{column}'. The file has {List(columns)}.");

    internal static PruneOnBuildException ColumnTwice(SourceLocation header, string column) => Error("POB5138", header,
        $"Two columns are named '{Shortened(column)}'. Give each a name of its own, or write header: false if this line holds values.");

    internal static PruneOnBuildException NoSuchImage(SourceLocation record, string path) => Error("POB5138", record,
        $"There is no image '{path.Replace('\\', '/')}'. Write paths relative to the list's folder.");

    /// <summary>Evaluation samples that are calibration samples too.</summary>
    /// <param name="first">Numbers of the first of them among the evaluation samples.</param>
    public static PruneOnBuildException Overlap(SourceLocation evaluation, int shared, int samples, IEnumerable<int> first) =>
        Error("POB5139", evaluation, Invariant($"{shared} of {samples} evaluation samples are calibration samples too, the first being ") +
            string.Join(", ", first.Select(sample => Invariant($"{sample}"))) +
            ". A model judged on what it was pruned with looks better than it is: take them out of one set, or write overlap: allowed.");

    internal static PruneOnBuildException NoSuchAxis(SourceLocation place, string axis, IEnumerable<string> axes) => Error("POB5140", place,
        $"No model input has an open axis '{axis}'. Open are {List(axes)}.");

    /// <param name="kind">"input" or "output".</param>
    internal static PruneOnBuildException NoSuchState(SourceLocation place, string kind, string name, IEnumerable<string> names) =>
        Error("POB5141", place, $"The model has no {kind} '{name}' for a state. It has {List(names)}.");

    internal static PruneOnBuildException StateIsOpen(SourceLocation place, TensorSpec input) => Error("POB5141", place,
        $"State '{input.Name}' is {input.DimsText}, so that its zeros have no size. Give its open axes sizes: data: axes.");

    // What files hold is shown on one line.
    private static string Shortened(string text) =>
        new([.. (text.Length <= 60 ? text : $"{text[..57]}...").Select(letter => char.IsControl(letter) ? '?' : letter)]);
}
