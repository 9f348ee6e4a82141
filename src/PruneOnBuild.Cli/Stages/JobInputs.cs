using System.Collections.Immutable;
using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Graph;

namespace PruneOnBuild.Cli.Stages;

/// <summary>The files that a job reads, by content.</summary>
/// <param name="ModelSha256">Of the .onnx file alone.</param>
/// <param name="Weights">Hash of the model with its external data.</param>
/// <param name="Calibration">Hash of the calibration data; null where none is declared or it cannot be read.</param>
/// <param name="Evaluation">Hash of the evaluation data; null where none is declared or it cannot be read.</param>
/// <param name="Paths">Full paths of all files whose change asks for another run.</param>
internal sealed record JobInputs(
    string ModelSha256, string Weights, string? Calibration, string? Evaluation, ImmutableArray<string> Paths)
{
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB2: the model cannot be read.</exception>
    public static JobInputs Read(ModelJob job, StageCache cache)
    {
        string sha256 = ModelHash(job.Path);
        var external = ExternalData(job.Path, sha256, cache);
        string? calibration = job.FullPath(job.Model.Data.Calibration);
        string? evaluation = job.FullPath(job.Model.Data.Evaluation);
        var weights = new ContentHash().Add("model", sha256);
        foreach (string file in external)
            weights.Add(Path.GetFileName(file), HashOf(file));
        return new JobInputs(
            sha256,
            weights.ToKey(),
            HashOf(calibration),
            HashOf(evaluation),
            [job.Policy.File, job.Path, .. external, .. FilesOf(calibration), .. FilesOf(evaluation)]);
    }

    private static string ModelHash(string model)
    {
        try
        {
            return ContentHash.OfFile(model);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw ModelErrors.Unreadable(model, failure.Message);
        }
    }

    /// <summary>The list is kept by the model's content, because finding it takes parsing the whole model.</summary>
    private static IReadOnlyList<string> ExternalData(string model, string sha256, StageCache cache)
    {
        const string FileName = "external.txt";
        string folder = Path.GetDirectoryName(model)!;
        string[] names = cache.GetOrAdd(
            "external",
            sha256,
            entry => File.WriteAllLines(
                Path.Combine(entry, FileName), ExternalFiles.Of(model).Select(file => Path.GetRelativePath(folder, file))),
            entry => File.ReadAllLines(entry[FileName]),
            isLocal: true);
        return [.. names.Select(name => Path.Combine(folder, name))];
    }

    private static string? HashOf(string? path)
    {
        try
        {
            return Path.Exists(path) ? ContentHash.OfFileOrFolder(path) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Whoever reads the data says what is wrong with it, at its line of the policy.
            return null;
        }
    }

    private static IEnumerable<string> FilesOf(string? path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : path is null ? []
        : [path];
}
