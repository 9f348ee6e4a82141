using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Cli.Tests.Caching.Shared;

[Collection(Alone.Name)]
public sealed class OtherMachineTests
{
    [Fact]
    public void TakesThePrunedModel_AndMeasuresForItself()
    {
        using var share = new TemporaryFolder();
        using var first = new Workspace();
        using var second = new Workspace();
        first.Prune("--shared-cache", share.Path);
        string? before = Environment.GetEnvironmentVariable(MachineFingerprint.RunnerVariable);
        try
        {
            Environment.SetEnvironmentVariable(MachineFingerprint.RunnerVariable, "another machine");
            second.Prune("--shared-cache", share.Path);
        }
        finally
        {
            Environment.SetEnvironmentVariable(MachineFingerprint.RunnerVariable, before);
        }

        Assert.Equal((0, 1, 1), (second.Pruner.Calls, second.Meters.AccuracyCalls, second.Meters.LatencyCalls));
    }
}
