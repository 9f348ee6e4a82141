namespace PruneOnBuild.House.Tests.Ci;

/// <summary>How <c>.ci/run</c> judges the reports that a stand-in for <c>dotnet</c> leaves.</summary>
public sealed class CiRun : IDisposable
{
    private const string OneSkip = "Zoo.NeedsTheModels";

    private readonly CiScratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [SkippableFact]
    public void EverythingPassed_EndsWithTheSum()
    {
        scratch.Report("A.Tests", passed: 3);
        scratch.Report("B.Tests", passed: 4);

        AssertEnds(0, "7 passed, 0 failed", scratch.Run());
    }

    [SkippableFact]
    public void OneTestFailed_FailsAndNamesIt()
    {
        scratch.Report("A.Tests", passed: 3, failed: ["Zoo.ResidualPair"]);
        scratch.Report("B.Tests", passed: 4);

        var run = scratch.Run(exitCode: 1);

        AssertEnds(1, "7 passed, 1 failed", run);
        Assert.Contains("Failed: Zoo.ResidualPair", run.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void SkippedWithoutShared_Passes()
    {
        scratch.Report("A.Tests", passed: 3, skipped: [OneSkip]);
        scratch.Report("B.Tests", passed: 4);

        AssertEnds(0, "7 passed, 0 failed, 1 skipped", scratch.Run());
    }

    [SkippableFact]
    public void SkippedWithShared_FailsAndNamesIt()
    {
        scratch.AddShared();
        scratch.Report("A.Tests", passed: 3, skipped: [OneSkip]);
        scratch.Report("B.Tests", passed: 4);

        var run = scratch.Run();

        AssertEnds(1, "7 passed, 0 failed, 1 skipped", run);
        Assert.Contains(OneSkip, run.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void SkippedWithShared_ButOnTheList_Passes()
    {
        scratch.AddShared();
        scratch.AllowToSkip("# needs a machine with a GPU", OneSkip);
        scratch.Report("A.Tests", passed: 3, skipped: [OneSkip]);
        scratch.Report("B.Tests", passed: 4);

        AssertEnds(0, "7 passed, 0 failed, 1 skipped", scratch.Run());
    }

    [SkippableFact]
    public void AProjectLeftNoReport_FailsAndNamesIt()
    {
        scratch.Report("A.Tests", passed: 3);

        var run = scratch.Run();

        AssertEnds(1, "3 passed, 0 failed", run);
        Assert.Contains("B.Tests ran no test", run.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void ADriverThatAptHas_IsRequiredOfTheTests()
    {
        scratch.OfferPackage(
            "chromium-common", "usr/lib/chromium/libvk_swiftshader.so", "usr/lib/chromium/libvulkan.so.1", "usr/lib/chromium/vk_swiftshader_icd.json");
        Assert.Matches("GPU: required .*/TestResults/gpu/usr/lib/chromium/vk_swiftshader_icd.json", scratch.Run().Output);
    }

    [SkippableFact]
    public void HalfADriver_IsNone()
    {
        scratch.OfferPackage("chromium-common", "usr/lib/chromium/libvulkan.so.1");
        var run = scratch.Run();
        Assert.Contains("No software driver for a GPU", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("GPU: required", run.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void TheBuildBroke_Fails() => AssertEnds(1, "0 passed, 0 failed", scratch.Run(exitCode: 1));

    private static void AssertEnds(int exitCode, string lastLine, Commands.Result run)
    {
        Assert.True(run.ExitCode == exitCode, run.Output);
        Assert.Contains(lastLine, run.Output.Split('\n'));
    }
}
