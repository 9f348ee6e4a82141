using PruneOnBuild.Testing;

namespace PruneOnBuild.Cli.Tests.Caching.Shared;

/// <summary>Whole runs of two clones that share a folder.</summary>
[Trait("Goal", "M4")]
public sealed class SharedCacheRunTests : IDisposable
{
    private readonly TemporaryFolder _share = new();
    private readonly Workspace _first = new();
    private readonly Workspace _second = new();

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _share.Dispose();
    }

    [Fact]
    public void FreshClone_PrunesAndMeasuresNothing_AndShipsTheSameBytes()
    {
        Assert.Equal(ExitCode.Passed, _first.Prune("--shared-cache", _share.Path).ExitCode);
        var run = _second.Prune("--shared-cache", _share.Path);

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Equal((0, 0, 0), (_second.Pruner.Calls, _second.Meters.AccuracyCalls, _second.Meters.LatencyCalls));
        Assert.Equal(File.ReadAllBytes(_first["out/net.onnx"]), File.ReadAllBytes(_second["out/net.onnx"]));
        Assert.Contains("pruned: from cache; accuracy: from cache; latency: from cache", run.Text, StringComparison.Ordinal);
        Assert.Equal(_first.Prune().Warnings, run.Warnings.Select(warning => warning.Replace(_second[""], _first[""], StringComparison.Ordinal)));
    }

    [Fact]
    public void MissedGate_IsMissedInAFreshClone_WithoutAMeasurement()
    {
        _first.WritePolicy(maxDrop: 0.01);
        _second.WritePolicy(maxDrop: 0.01);
        Assert.Equal(ExitCode.GateMissed, _first.Prune("--shared-cache", _share.Path).ExitCode);

        var run = _second.Prune("--shared-cache", _share.Path);

        Assert.Equal(ExitCode.GateMissed, run.ExitCode);
        Assert.Contains("error POB4005", Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (_second.Pruner.Calls, _second.Meters.AccuracyCalls, _second.Meters.LatencyCalls));
    }

    [Fact]
    public void ModeRead_LeavesTheShareAsItIs()
    {
        Assert.Equal(ExitCode.Passed, _first.Prune("--shared-cache", _share.Path, "--shared-cache-mode", "read").ExitCode);
        Assert.Empty(_share.AllFiles());
    }

    [Fact]
    public void NamesOfFilesBesideTheModel_AreNeverShared()
    {
        _first.Prune("--shared-cache", _share.Path);
        Assert.NotEmpty(_share.AllFiles());
        Assert.DoesNotContain(
            _share.AllFiles(), file => File.ReadAllText(_share.File(file)).Contains("external", StringComparison.Ordinal));
    }

    [Fact]
    public void Environment_NamesTheSharedCacheToo_AndTheOptionWins()
    {
        _first.Environment["PruneOnBuildSharedCache"] = _share.Path;
        _first.Environment["PruneOnBuildSharedCacheMode"] = "read";
        _first.Prune();
        Assert.Empty(_share.AllFiles());

        Directory.Delete(_first["out"], recursive: true);
        _first.Prune("--shared-cache-mode", "write");
        Assert.NotEmpty(_share.AllFiles());
    }

    [Fact]
    public void AbsentShare_IsAWarning_AndTheRunPasses()
    {
        var run = _first.Prune("--shared-cache", _share.File("unmounted"));

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Single(run.Warnings, warning => warning.StartsWith($"{_share.File("unmounted")} : warning POB1920: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ftp://ada:secret@cache.example", "write", "POB1922")]
    [InlineData("http://ada:secret@cache.example", "sometimes", "POB1905")]
    public void WrongSettings_AreBadInput_WithoutTheCredentials(string address, string mode, string code)
    {
        var run = _first.Prune("--shared-cache", address, "--shared-cache-mode", mode);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(code, Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", run.Text, StringComparison.Ordinal);
    }
}
