using PruneOnBuild.Cli.Locking;

namespace PruneOnBuild.Cli.Tests.Locking;

public sealed class LockOfSeveralModelsTests : IDisposable
{
    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void BrokenLock_IsOneError()
    {
        File.Copy(_work["Models/net.onnx"], _work["Models/other.onnx"]);
        _work.Write("prune.yaml", File.ReadAllText(_work["prune.yaml"]).Replace("Models/net.onnx", "Models/*.onnx", StringComparison.Ordinal));
        _work.Write("prune.lock", "{ \"version\": 7 }");

        var run = _work.Run("prune", "--policy", _work["prune.yaml"], "--output", _work["out"]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("prune.lock(1,14): error POB1962: ", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryModel_HasItsEntry_InTheFileNamedAfterThePolicy()
    {
        File.Copy(_work["Models/net.onnx"], _work["Models/other.onnx"]);
        _work.Write("edge.yaml", File.ReadAllText(_work["prune.yaml"]).Replace("Models/net.onnx", "Models/*.onnx", StringComparison.Ordinal));
        var run = _work.Run("prune", "--policy", _work["edge.yaml"], "--output", _work["out"], "--lock", "update");

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Equal(["Models/net.onnx", "Models/other.onnx"], new LockFile(_work["edge.lock"]).Read().Models.Keys.Order(StringComparer.Ordinal));
    }
}
