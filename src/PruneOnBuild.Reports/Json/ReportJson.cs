using System.Text.Json;
using System.Text.Json.Serialization;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Reports.Json;

/// <summary>report.json: camel case, enums by name, bounds that are not finite as names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters =
    [
        typeof(NumbersOnOneLine<int>),
        typeof(NumbersOnOneLine<double>),
        typeof(EnumWords<ReportOutcome>),
        typeof(EnumWords<VerdictOutcome>),
        typeof(EnumWords<AccuracyMetric>),
        typeof(EnumWords<Severity>),
    ],
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(Report))]
public sealed partial class ReportJson : JsonSerializerContext
{
    public static string Write(Report report) => JsonSerializer.Serialize(report, Default.Report) + "\n";
}
