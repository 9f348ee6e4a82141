using System.Globalization;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Testing;
using Xunit.Abstractions;

namespace PruneOnBuild.Pruning.Tests.Models;

/// <summary>Real models of others: each is pruned under the law of surgery, or refused with a reason.</summary>
public sealed class SharedModelsTests(ITestOutputHelper output)
{
    /// <summary>Above this the run of the law takes minutes; those models are tried by hand.</summary>
    private const long LargestFile = 64 << 20;

    [SkippableFact]
    public void EveryModel_IsPrunedUnderTheLawOrRefusedWithAReason()
    {
        Shared.Require();
        var wrong = new List<string>();
        var pruned = 0;
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Shared.Folder!, "models"), "*.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var line = Try(path, wrong);
            pruned += line.Contains("law", StringComparison.Ordinal) ? 1 : 0;
            output.WriteLine($"{Path.GetRelativePath(Shared.Folder!, path),-70} {line}");
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.True(pruned >= 40, $"only {pruned} models were pruned");
    }

    private static string Try(string path, List<string> wrong)
    {
        if (new FileInfo(path).Length > LargestFile)
        {
            return "skipped: large";
        }

        try
        {
            var result = Prune.Structured(OnnxReader.Read(path), new Goal(GoalKind.Ratio, 0.5), allocation: Allocation.Layer);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"law {result.Law.Error:G2}, multiply-adds {(double)result.After.MultiplyAdds / Math.Max(1, result.Dense.MultiplyAdds):0.00}, parameters {(double)result.After.Parameters / Math.Max(1, result.Dense.Parameters):0.00}");
        }
        catch (PruneOnBuildException refused)
        {
            if (refused.Diagnostics.Any(diagnostic => diagnostic.Code == "POB3005"))
            {
                wrong.Add($"{path}: {refused.Message}");
            }

            return $"refused: {refused.Diagnostics[0].Code} {refused.Diagnostics[0].Message}";
        }
        catch (InvalidOperationException fault)
        {
            wrong.Add($"{path}: {fault.Message}");
            return $"FAULT {fault.Message}";
        }
    }
}
