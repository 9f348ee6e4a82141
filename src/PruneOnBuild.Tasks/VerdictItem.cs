using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PruneOnBuild.Tasks;

/// <summary>What one run of the worker found, as an item that MSBuild carries to the projects that asked.</summary>
internal static class VerdictItem
{
    private const string ClaimMetadata = "Claim";
    private const string DiagnosticsMetadata = "Diagnostics";

    public static ITaskItem Create(string model, string outputFolder, IEnumerable<WorkerDiagnostic> diagnostics)
    {
        ITaskItem2 item = new TaskItem();
        item.EvaluatedIncludeEscaped = Escape(model);
        item.SetMetadataValueLiteral(ClaimMetadata, ReportClaim.NewPath(outputFolder));
        var lines = diagnostics.Select(diagnostic => diagnostic.ToCanonical());
        item.SetMetadataValueLiteral(DiagnosticsMetadata, string.Join("\n", lines));
        return item;
    }

    public static string ClaimOf(ITaskItem verdict) => verdict.GetMetadata(ClaimMetadata);

    public static IEnumerable<WorkerDiagnostic> DiagnosticsOf(ITaskItem verdict) =>
        verdict.GetMetadata(DiagnosticsMetadata)
            .Split(['\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(WorkerDiagnostic.Parse)
            .OfType<WorkerDiagnostic>();

    private static string Escape(string path) =>
        path.Replace("%", "%25").Replace(";", "%3B").Replace("*", "%2A").Replace("?", "%3F");
}
