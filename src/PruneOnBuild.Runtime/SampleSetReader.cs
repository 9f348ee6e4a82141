using System.Collections.Immutable;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Arrays;
using PruneOnBuild.Runtime.Images;
using PruneOnBuild.Runtime.Samples;
using PruneOnBuild.Runtime.Sound;

namespace PruneOnBuild.Runtime;

/// <summary>
/// Reads calibration and evaluation data: arrays, tables, JSON lines, images and sounds, of which only small arrays are held in memory, and
/// folders of ONNX test data, whose tensors are fed as they are, without preprocess steps.
/// </summary>
public static class SampleSetReader
{
    /// <param name="path">As declared; relative to <paramref name="folder"/>.</param>
    /// <param name="inputs">What the model must be fed (<see cref="ModelSession.Inputs"/>).</param>
    /// <param name="withLabels">False for calibration data, whose labels nobody reads.</param>
    /// <exception cref="PruneOnBuildException">The data is missing, broken, or does not fit the model.</exception>
    public static SampleSet Read(
        Located<string> path, DataSettings data, IReadOnlyList<TensorSpec> inputs, string folder, bool withLabels = true)
    {
        var full = PolicyPath.Full(folder, path.Value);
        var sized = AxisSizes.Of(inputs, data.Axes);
        try
        {
            if (Directory.Exists(full))
                return !TestDataFolder.Knows(full) && MediaFolder.Open(full, data.Classes) is { } media
                    ? FittedSamples.Read(Media(media, full, data), MediaFiles(media, full), path, data, sized, withLabels)
                    : TestDataFolder.Read(full, path, sized, withLabels);
            if (!File.Exists(full))
                throw RuntimeErrors.DataMissing(path.Location, path.Value, NearestFile(full, path.Value));
            using var file = Open(full, path, data, withLabels);
            return FittedSamples.Read(file, Files(full, data), path, data, sized, withLabels);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw RuntimeErrors.DataUnreadable(new SourceLocation(full), error.Message.TrimEnd('.'), error);
        }
    }

    /// <summary>Full paths of all files that declared data consists of, beside itself: the images that a list names.</summary>
    public static ImmutableArray<string> FilesBeside(string full, DataSettings data) =>
        data.Images is not null && File.Exists(full) && DelimitedFile.HasExtension(full) ? Files(full, data).All.Remove(full) : [];

    private static ISampleFile Open(string full, Located<string> path, DataSettings data, bool withLabels)
    {
        var place = new SourceLocation(full);
        if (DelimitedFile.HasExtension(full))
            return new DelimitedSampleFile(DelimitedFile.Open(full, data, withLabels), data);
        if (JsonLines.HasExtension(full))
            return new JsonSampleFile(JsonLines.Open(full, data, withLabels), data.Labels);
        if (SoundFile.HasExtension(full))
            return new MediaSampleFile(Path.GetFileName(full), [full], null, data.Audio, areSounds: true, place);
        return Path.GetExtension(full).ToLowerInvariant() switch
        {
            ".npz" => new ArraySampleFile(new NpzFile(full), data.Labels, place),
            ".npy" => new ArraySampleFile(new NpyFile(full), data.Labels, place),
            _ => throw RuntimeErrors.FormatUnknown(path.Location, path.Value, PictureFile.HasExtension(full)),
        };
    }

    private static MediaSampleFile Media(MediaFolder media, string full, DataSettings data) => new(
        Path.GetFileName(full), media.Files, media, data.Audio, media.AreSounds, new SourceLocation(full));

    private static SampleFiles MediaFiles(MediaFolder media, string full) => SampleFiles.Several(full, full, media.Files);

    private static SampleFiles Files(string full, DataSettings data)
    {
        if (data.Images is not { } images || !DelimitedFile.HasExtension(full))
            return SampleFiles.Single(full);
        var list = DelimitedFile.Open(full, data, withLabels: false);
        return SampleFiles.Several(full, Path.GetDirectoryName(full)!, [full, .. DelimitedSampleFile.Pictures(list, images).Distinct()]);
    }

    private static string? NearestFile(string full, string declared)
    {
        var parent = Path.GetDirectoryName(full);
        if (parent is null || !Directory.Exists(parent))
            return null;
        var names = Directory.EnumerateFileSystemEntries(parent).Select(entry => Path.GetFileName(entry)!);
        return NearestName.Of(Path.GetFileName(full), names) is { } name
            ? Path.Combine(Path.GetDirectoryName(declared) ?? "", name).Replace('\\', '/')
            : null;
    }
}
