using System.Collections.Immutable;
using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Cli.Stages;

/// <summary>The files that a job reads, by content.</summary>
/// <param name="ModelSha256">Of the .onnx file alone.</param>
/// <param name="Weights">Hash of the model with its external data.</param>
/// <param name="Calibration">Hash of the calibration data; null where none is declared or it cannot be read.</param>
/// <param name="Evaluation">Hash of the evaluation data; null where none is declared or it cannot be read.</param>
/// <param name="Paths">Full paths of all files whose change asks for another run.</param>
/// <param name="Sources">The same with folders of data as a whole, and with paths of programs where nothing lies now.</param>
internal sealed record JobInputs(
    string ModelSha256, string Weights, string? Calibration, string? Evaluation, ImmutableArray<string> Paths, ImmutableArray<string> Sources)
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
            weights.Add(Path.GetFileName(file), HashOf(file, []));
        var calibrationImages = ImagesOf(calibration, job);
        var evaluationImages = ImagesOf(evaluation, job);
        ImmutableArray<string> images = [.. calibrationImages.Union(evaluationImages)];
        return new JobInputs(
            sha256,
            weights.ToKey(),
            HashOf(calibration, calibrationImages),
            HashOf(evaluation, evaluationImages),
            [
                job.Policy.File, job.Path, .. external,
                .. FilesOf(calibration), .. FilesOf(evaluation), .. images, .. ScoringFiles.Of(job),
            ],
            [
                job.Policy.File, job.Path, .. external,
                .. new[] { calibration, evaluation }.OfType<string>(), .. images, .. ScoringFiles.Named(job),
            ]);
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
            new("external", sha256),
            entry => File.WriteAllLines(
                Path.Combine(entry, FileName), ExternalFiles.Of(model).Select(file => Path.GetRelativePath(folder, file))),
            entry => File.ReadAllLines(entry[FileName]),
            isLocal: true);
        return [.. names.Select(name => Path.Combine(folder, name))];
    }

    private static string? HashOf(string? path, ImmutableArray<string> images)
    {
        try
        {
            if (!Path.Exists(path))
                return null;
            string hash = ContentHash.OfFileOrFolder(path);
            var all = new ContentHash().Add("list", hash);
            foreach (string image in images)
                all.Add("image", ContentHash.OfFile(image));
            return images.IsEmpty ? hash : all.ToKey();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Whoever reads the data says what is wrong with it, at its line of the policy.
            return null;
        }
    }

    /// <summary>The images that a list names, which may lie anywhere.</summary>
    private static ImmutableArray<string> ImagesOf(string? path, ModelJob job)
    {
        try
        {
            return path is null ? [] : SampleSetReader.FilesBeside(path, job.Model.Data);
        }
        catch (Exception failure) when (failure is PruneOnBuildException or IOException or UnauthorizedAccessException)
        {
            // As above.
            return [];
        }
    }

    private static IEnumerable<string> FilesOf(string? path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : path is null ? []
        : [path];
}
