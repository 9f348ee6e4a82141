using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Reports.Sarif;

/// <summary>
/// report.sarif: the run's errors and warnings in SARIF 2.1.0, for code scanning and editors. What has a place in a file is a result; what has none,
/// such as a cache that does not answer, is a notification of the tool, because readers want a file of every result.
/// </summary>
public static class SarifReport
{
    private const string Version = "2.1.0";

    private static readonly JsonSerializerOptions s_form = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(SarifRun run)
    {
        string[] codes = [.. run.Diagnostics.Select(diagnostic => diagnostic.Code).Distinct().Order(StringComparer.Ordinal)];
        var fingerprints = DiagnosticFingerprints.Of(run.Diagnostics);
        var placed = run.Diagnostics.Zip(fingerprints, (diagnostic, fingerprint) => (diagnostic, fingerprint, place: SarifPlace.Of(diagnostic.Location)))
            .ToLookup(found => found.place is not null);
        var content = new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "PruneOnBuild",
                    ["semanticVersion"] = run.Tool,
                    ["rules"] = new JsonArray([.. codes.Select(Rule)]),
                },
            },
            ["automationDetails"] = new JsonObject { ["id"] = $"prune-on-build/{run.Subject}/" },
            ["invocations"] = new JsonArray(Invocation(run, placed[false].Select(found => found.diagnostic), codes)),
            ["columnKind"] = "utf16CodeUnits",
            ["results"] = new JsonArray([.. placed[true].Select(found => Result(found.diagnostic, found.place!, found.fingerprint, codes))]),
        };
        // The files of a run lie in one repository.
        if (placed[true].Select(found => found.place!.Root).FirstOrDefault(root => root is not null) is { } root)
            content["originalUriBaseIds"] = new JsonObject { [SarifPlace.RootName] = new JsonObject { ["uri"] = root } };
        var log = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = Version,
            ["runs"] = new JsonArray(content),
        };
        return log.ToJsonString(s_form) + "\n";
    }

    private static JsonObject Rule(string code)
    {
        var rule = new JsonObject { ["id"] = code };
        if (CodePage.Find(code) is { } page)
        {
            rule["name"] = Name(page.Title);
            rule["shortDescription"] = new JsonObject { ["text"] = page.Title };
            rule["help"] = new JsonObject { ["text"] = page.Text, ["markdown"] = page.Text };
        }
        return rule;
    }

    /// <summary>An identifier that people can read: <c>AnEntryOfTheSharedCacheIsDamaged</c>.</summary>
    private static string Name(string title) => string.Concat(
        title.Split([.. title.Where(character => !char.IsLetterOrDigit(character)).Distinct()], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static JsonObject Invocation(SarifRun run, IEnumerable<Diagnostic> notifications, string[] codes) => new()
    {
        ["executionSuccessful"] = run.WasJudged,
        ["exitCode"] = run.ExitCode,
        ["startTimeUtc"] = Time(run.Start),
        ["endTimeUtc"] = Time(run.End),
        ["toolExecutionNotifications"] = new JsonArray([.. notifications.Select(diagnostic => (JsonNode)new JsonObject
        {
            ["descriptor"] = new JsonObject { ["id"] = diagnostic.Code },
            ["associatedRule"] = new JsonObject { ["id"] = diagnostic.Code, ["index"] = Array.IndexOf(codes, diagnostic.Code) },
            ["level"] = Level(diagnostic),
            ["message"] = new JsonObject { ["text"] = diagnostic.Message },
        })]),
    };

    private static JsonObject Result(Diagnostic diagnostic, SarifPlace place, string fingerprint, string[] codes)
    {
        // A file without a line, such as a model, has its first one: code scanning wants a line of every result.
        var region = new JsonObject { ["startLine"] = Math.Max(1, diagnostic.Location.Line) };
        if (diagnostic.Location.Column > 0)
            region["startColumn"] = diagnostic.Location.Column;
        return new JsonObject
        {
            ["ruleId"] = diagnostic.Code,
            ["ruleIndex"] = Array.IndexOf(codes, diagnostic.Code),
            ["level"] = Level(diagnostic),
            ["message"] = new JsonObject { ["text"] = diagnostic.Message },
            ["locations"] = new JsonArray(new JsonObject
            {
                ["physicalLocation"] = new JsonObject { ["artifactLocation"] = place.ToJson(), ["region"] = region },
            }),
            ["partialFingerprints"] = new JsonObject { ["pruneOnBuild/v1"] = fingerprint },
        };
    }

    private static string Level(Diagnostic diagnostic) => diagnostic.Severity == Severity.Error ? "error" : "warning";

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
