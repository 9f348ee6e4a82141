using System.Text.Json;
using PruneOnBuild.Gates.Structure;
using PruneOnBuild.Runtime.Placement;

namespace PruneOnBuild.Cli.Tests.Gates;

public sealed class StructureGateTests : IDisposable
{
    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Counts_AreHeldAgainstThePrunedModels()
    {
        _work.WriteGates("size: { zipped: 1MB, zippedShare: 100% }", "structure: { parameters: 100, multiplyAdds: 50720, allNodesOnProvider: true }");

        var run = _work.Prune();

        Assert.True(run.ExitCode == ExitCode.Passed, run.Text);
        using var report = JsonDocument.Parse(File.ReadAllText(_work["out/report.json"]));
        Assert.Equal(
            [
                ("size.zipped", "pass"), ("size.zippedShare", "pass"), ("structure.parameters", "pass"), ("structure.multiplyAdds", "pass"),
                ("structure.allNodesOnProvider", "pass"),
            ],
            report.RootElement.GetProperty("verdicts").EnumerateArray()
                .Select(verdict => (verdict.GetProperty("gate").GetString(), verdict.GetProperty("outcome").GetString())));
        var nodes = report.RootElement.GetProperty("placement").GetProperty("nodes").EnumerateArray().ToArray();
        Assert.NotEmpty(nodes);
        Assert.All(nodes, node => Assert.Equal("cpu", node.GetProperty("provider").GetString()));
    }

    [Fact]
    public void MissedCounts_AreOneErrorEach_WithWhatWouldPass()
    {
        _work.WriteGates("size: { zipped: 10B, zippedShare: 1% }", "structure: { parameters: 99, multiplyAdds: 50k, sparsity: 0.5 }");

        var run = _work.Prune("--project-directory", _work[""]);

        Assert.Equal(ExitCode.GateMissed, run.ExitCode);
        Assert.Collection(
            run.Errors,
            error => Assert.Contains("(10,23): error POB4050: Gate size.zipped missed: ", error, StringComparison.Ordinal),
            error => Assert.Contains("error POB4051: Gate size.zippedShare missed: 100.00 % of dense", error, StringComparison.Ordinal),
            error => Assert.Contains("POB4052: Gate structure.parameters missed: 100, at most 99 wanted (dense 100, pruned 100). Prune more (prune: goal), or allow 100,",
                error, StringComparison.Ordinal),
            error => Assert.Contains("POB4053: Gate structure.multiplyAdds missed: 50,720, at most 50,000 wanted (dense 50,720, pruned 50,720)", error, StringComparison.Ordinal),
            error => Assert.Contains("POB4054: Gate structure.sparsity missed: 0.00 %, at least 50.00 % wanted", error, StringComparison.Ordinal));
    }

    [Fact]
    public void NodesOnAnotherProvider_AreNamed()
    {
        _work.WriteGates("structure: { allNodesOnProvider: true }");
        _work.Meters.Placed = new PlacementMeasurement(
            "cpu", [new PlacedNode("conv1", "Conv", "cpu"), new PlacedNode("pick", "Gather", "other"), new PlacedNode("size", "Shape", "other")]);

        string error = Assert.Single(_work.Prune().Errors);

        Assert.Contains(
            "error POB4055: Gate structure.allNodesOnProvider missed: 2 of 3 nodes on another one, all nodes on provider cpu wanted (other: Gather 'pick', Shape 'size'). ",
            error, StringComparison.Ordinal);
    }

    [Fact]
    public void AProviderThatTakesNoNode_IsAnError_BeforeAnythingIsPruned()
    {
        _work.WriteGates("size: { max: 1MB }");
        _work.WriteTarget("{ hardware: gpu, provider: webgpu }");
        _work.Meters.Placed = new PlacementMeasurement("webgpu", [new PlacedNode("conv1", "Conv", "cpu"), new PlacedNode("fc", "Gemm", "cpu")]);

        var run = _work.Prune("--project-directory", _work[""]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.StartsWith(
            "prune.yaml(3,36): error POB5170: Provider 'webgpu' takes none of the 2 nodes of the model: all run on cpu,",
            Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.Equal(0, _work.Pruner.Calls);
    }

    [Theory]
    [InlineData("cuda")]
    [InlineData("tensorrt")]
    [InlineData("qnn")]
    public void AProviderThatIsNotThere_IsAnError_ThatListsThoseThatAre(string provider)
    {
        _work.WriteGates("size: { max: 1MB }");
        _work.WriteTarget($"{{ hardware: gpu, provider: {provider} }}");

        var run = _work.Prune();

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        string error = Assert.Single(run.Errors);
        Assert.Contains($"(3,36): error POB5005: The ONNX Runtime here has no provider '{provider}'. It has: ", error, StringComparison.Ordinal);
        Assert.Matches("It has: .*\\bcpu\\b", error);
        Assert.Equal(0, _work.Pruner.Calls);
    }
}
