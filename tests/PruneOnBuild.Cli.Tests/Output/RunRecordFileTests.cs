using System.Globalization;
using PruneOnBuild.Cli.Caching;

namespace PruneOnBuild.Cli.Tests.Output;

/// <summary>What a run tells a build, so that the build can repeat it without the worker; and which runs tell nothing.</summary>
public sealed class RunRecordFileTests : IDisposable
{
    private readonly Workspace _work = new();

    private readonly string[] _record;

    public RunRecordFileTests() => _record = ["--record", _work["run.txt"]];

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.01, 2)]
    public void SaysWhatARunSays_ThatFindsEverythingStored(double maxDrop, int exitCode)
    {
        _work.WritePolicy(maxDrop);
        Assert.Equal(exitCode, (int)_work.Prune(_record).ExitCode);
        var said = Values("say");
        var stored = _work.Prune();
        Assert.Equal(stored.Text, string.Concat(said.Select(line => line + "\n")));
        Assert.Equal(1, _work.Meters.LatencyCalls);
    }

    [Fact]
    public void SaysAzuresSummaryToo()
    {
        _work.Environment["TF_BUILD"] = "True";
        _work.Prune([.. _record, "--annotations", "off"]);
        Assert.Equal($"##vso[task.uploadsummary]{_work["out/report.md"]}", Values("say")[^1]);
        Assert.Empty(Values("summary"));
    }

    [Fact]
    public void NamesTheStepsPageOfGitHub_WhetherOrNotThereIsOne()
    {
        _work.Environment["GITHUB_ACTIONS"] = "true";
        _work.Prune(_record);
        Assert.Equal(["github"], Values("summary"));
    }

    [Fact]
    public void NamesAllThatWasRead_AndWhereMoreCouldBe()
    {
        _work.Prune(_record);
        Assert.Equal([.. new[] { "prune.yaml", "Models/net.onnx", "data/evaluation.npz" }.Select(file => _work[file])], Values("input"));
        Assert.Equal([.. new[] { "prune.lock", "prune.lock.d", "prune.baseline.json" }.Select(file => _work[file])], Values("absent"));
        Assert.Superset(
            new HashSet<string> { "CI", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION", "PRUNEONBUILD_RUNNER" }, Values("variable").ToHashSet());
    }

    [Fact]
    public void NamesExternalData_AndTheFolderOfDataAsAWhole()
    {
        _work.WriteModel(externalData: true);
        _work.Prune(_record);
        Assert.Contains(_work["Models/net.onnx.data"], Values("input"));
    }

    [Fact]
    public void NamesNoLockAndNoBaseline_WhereTheyAreNotLookedAt()
    {
        _work.Prune([.. _record, "--lock", "off", "--baseline", "off"]);
        Assert.Empty(Values("absent"));
    }

    [Fact]
    public void NamesThePublishedModel_InTheCache_ByItsHash()
    {
        _work.Prune([.. _record, "--cache", _work["cache"]]);
        var (sha256, path) = Assert.Single(Values("publish")).Split(' ', 2) is [var hash, var file] ? (hash, file) : default;
        Assert.StartsWith(_work["cache/"], path, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(_work["out/net.onnx"]), File.ReadAllBytes(path));
        Assert.Equal(ContentHash.OfFile(path), sha256);
    }

    [Fact]
    public void PublishesNothing_WhereAGateIsMissed()
    {
        _work.WritePolicy(maxDrop: 0.01);
        _work.Prune(_record);
        Assert.Empty(Values("publish"));
    }

    [Fact]
    public void HoldsUntilASuppressionExpires()
    {
        _work.Prune("--baseline", "update");
        string day = DateTime.UtcNow.AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string baseline = File.ReadAllText(_work["prune.baseline.json"]).TrimEnd().TrimEnd('}').TrimEnd();
        _work.Write("prune.baseline.json", baseline + $$"""
            , "suppressions": [ { "model": "Models/net.onnx", "gate": "accuracy", "reason": "later", "expires": "{{day}}" } ] }
            """);
        _work.Prune(_record);
        Assert.Equal([day], Values("until"));
    }

    [Theory]
    [InlineData("--lock", "update")]
    [InlineData("--baseline", "update")]
    public void RunThatWritesCommittedFiles_TellsNothing(params string[] more)
    {
        Assert.Equal(ExitCode.Passed, _work.Prune([.. _record, .. more]).ExitCode);
        Assert.False(File.Exists(_work["run.txt"]));
    }

    [Fact]
    public void UndecidedGate_IsMeasuredAgain_AndTellsNothing()
    {
        _work.WritePolicy(speedup: 3);
        _work.Meters.OtherDenseMs = 5;
        _work.Prune([.. _record, "--verdicts", "warn"]);
        Assert.False(File.Exists(_work["run.txt"]));
    }

    [Fact]
    public void BadInput_TellsNothing()
    {
        _work.WritePolicy(criterion: "l3");
        Assert.Equal(ExitCode.BadInput, _work.Prune(_record).ExitCode);
        Assert.False(File.Exists(_work["run.txt"]));
    }

    [Fact]
    public void SharedCacheThatCannotBeUsed_IsOfThisMoment_AndTellsNothing()
    {
        File.WriteAllText(_work["no"], "a file, no folder");
        var run = _work.Prune([.. _record, "--shared-cache", _work["no"]]);
        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Contains(run.Warnings, warning => warning.Contains("POB192", StringComparison.Ordinal));
        Assert.False(File.Exists(_work["run.txt"]));
    }

    [Fact]
    public void RunOfAWholePolicy_TellsNothing()
    {
        _work.Run(["prune", "--policy", _work["prune.yaml"], "--output", _work["out"], .. _record]);
        Assert.False(File.Exists(_work["run.txt"]));
    }

    private string[] Values(string word) =>
        [.. File.ReadLines(_work["run.txt"]).Where(line => line.StartsWith(word + " ", StringComparison.Ordinal)).Select(line => line[(word.Length + 1)..])];
}
