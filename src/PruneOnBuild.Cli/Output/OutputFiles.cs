using PruneOnBuild.Graph;
using PruneOnBuild.Reports;
using PruneOnBuild.Reports.Json;
using PruneOnBuild.Reports.Writers;

namespace PruneOnBuild.Cli.Output;

/// <summary>Where the results of one model go. All paths are full.</summary>
/// <param name="Model">The pruned model.</param>
/// <param name="Inputs">One full path a line: the files whose change asks for another run.</param>
internal sealed record OutputFiles(string Model, string ReportJson, string ReportMarkdown, string ReportHtml, string Inputs)
{
    /// <summary>A run for one model: directly in the folder.</summary>
    public static OutputFiles ForOne(string folder, string model) => new(
        Path.Combine(folder, Path.GetFileName(model)),
        Path.Combine(folder, "report.json"),
        Path.Combine(folder, "report.md"),
        Path.Combine(folder, "report.html"),
        Path.Combine(folder, "inputs.txt"));

    /// <summary>
    /// A run for a whole policy: under the model's path relative to the policy, reports beside it. Steps upwards (<c>../</c>) are
    /// left out, so that nothing is written outside the folder.
    /// </summary>
    public static OutputFiles ForPolicy(string folder, string policyFolder, string model)
    {
        var steps = Path.GetRelativePath(policyFolder, model).Split('/', '\\')
            .Where(step => step is not (".." or "") && !step.EndsWith(':'));
        string path = Path.Combine([folder, .. steps]);
        string stem = Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path));
        return new(path, $"{stem}.report.json", $"{stem}.report.md", $"{stem}.report.html", $"{stem}.inputs.txt");
    }

    /// <summary>What an earlier run said is not left for this one.</summary>
    public void DeleteReports()
    {
        foreach (string report in new[] { ReportJson, ReportMarkdown, ReportHtml }.Where(File.Exists))
            File.Delete(report);
    }

    public void WriteInputs(IEnumerable<string> paths) =>
        AtomicFile.WriteAllText(Inputs, string.Concat(paths.Select(path => path + "\n")));

    public void WriteReports(Report report)
    {
        AtomicFile.WriteAllText(ReportJson, Reports.Json.ReportJson.Write(report));
        AtomicFile.WriteAllText(ReportMarkdown, MarkdownReport.Write(report));
        AtomicFile.WriteAllText(ReportHtml, HtmlReport.Write(report));
    }

    /// <summary>The model and, where it has some, its external data.</summary>
    public static IEnumerable<string> Parts(string pruned) => new[] { pruned, OnnxWriter.DataPath(pruned) }.Where(File.Exists);

    /// <summary>
    /// Replaces the model; its external data, where it has some, goes first, so that no model stands without it.
    /// </summary>
    public void Publish(string pruned)
    {
        if (File.Exists(OnnxWriter.DataPath(pruned)))
            AtomicFile.Copy(OnnxWriter.DataPath(pruned), OnnxWriter.DataPath(Model));
        AtomicFile.Copy(pruned, Model);
    }
}
