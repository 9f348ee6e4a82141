using System.Security.Cryptography;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Arrays;
using PruneOnBuild.Runtime.Samples;

namespace PruneOnBuild.Runtime;

/// <summary>
/// Reads calibration and evaluation data: <c>.npz</c> and <c>.npy</c> arrays with samples on axis 0, and folders of ONNX test data, whose
/// tensors are fed as they are, without preprocess steps.
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
        var full = Path.GetFullPath(Path.Combine(folder, path.Value));
        try
        {
            if (Directory.Exists(full))
                return TestDataFolder.Read(full, path, inputs, withLabels);
            if (!File.Exists(full))
                throw RuntimeErrors.DataMissing(path.Location, path.Value, NearestFile(full, path.Value));
            using var file = Open(full, path);
            return ArraySamples.Read(file, full, Hash(full), path, data, inputs, withLabels);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw RuntimeErrors.DataUnreadable(new SourceLocation(full), error.Message.TrimEnd('.'), error);
        }
    }

    private static IArrayFile Open(string full, Located<string> path) => Path.GetExtension(full).ToLowerInvariant() switch
    {
        ".npz" => new NpzFile(full),
        ".npy" => new NpyFile(full),
        _ => throw RuntimeErrors.FormatUnknown(path.Location, path.Value),
    };

    private static string Hash(string full)
    {
        using var stream = File.OpenRead(full);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
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
