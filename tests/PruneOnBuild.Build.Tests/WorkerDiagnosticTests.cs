using PruneOnBuild.Tasks;

namespace PruneOnBuild.Build.Tests;

public sealed class WorkerDiagnosticTests
{
    [Theory]
    [InlineData("prune.yaml(21,5): error POB4001: Gate missed.", "prune.yaml", 21, 5, true, "POB4001", "Gate missed.")]
    [InlineData("/it's (1)/prune.yaml(1,2): warning POB1003: a: b (c) : d", "/it's (1)/prune.yaml", 1, 2, false, "POB1003", "a: b (c) : d")]
    [InlineData(@"C:\models\m.onnx : error POB2001: Truncated.", @"C:\models\m.onnx", 0, 0, true, "POB2001", "Truncated.")]
    [InlineData("größe.onnx : warning POB3002: Frozen: 100% {0}", "größe.onnx", 0, 0, false, "POB3002", "Frozen: 100% {0}")]
    public void ReadsTheCanonicalForm(string line, string file, int row, int column, bool isError, string code, string message)
    {
        var expected = new WorkerDiagnostic(file, row, column, isError, code, message);
        Assert.Equal(expected, WorkerDiagnostic.Parse(line));
        Assert.Equal(line, expected.ToCanonical());
    }

    [Theory]
    [InlineData("")]
    [InlineData("dense 2.0 ms, pruned 1.0 ms")]
    [InlineData("error POB4001 was not raised")]
    [InlineData("Program.cs(1,2): error CS1002: ; expected")]
    [InlineData(" : error POB4001: no file")]
    public void LeavesOtherLinesToPeople(string line) => Assert.Null(WorkerDiagnostic.Parse(line));
}
