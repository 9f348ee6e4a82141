using PruneOnBuild.Cli.Stages;

namespace PruneOnBuild.Cli.Tests;

/// <summary>Whatever is wrong with the input: one coded line, exit code 1, no stack trace, nothing published.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void BrokenYaml()
    {
        _work.Write("prune.yaml", "version: 1\nmodels: [\n");
        IsRefused("POB1002");
    }

    [Fact]
    public void PolicyMissing()
    {
        File.Delete(_work["prune.yaml"]);
        IsRefused("POB1001");
    }

    [Fact]
    public void UnknownKey()
    {
        _work.WritePolicy(firstLine: "version: 1\ntarget: {}");
        IsRefused("POB1005");
    }

    [Fact]
    public void ModelWithoutAnEntry()
    {
        File.Copy(_work["Models/net.onnx"], _work["Models/other.onnx"]);
        IsRefused("POB1951", "prune", "--policy", _work["prune.yaml"], "--model", _work["Models/other.onnx"], "--output", _work["out"]);
    }

    [Fact]
    public void NamedModelMissing()
    {
        File.Delete(_work["Models/net.onnx"]);
        IsRefused("POB2001");
    }

    [Fact]
    public void ModelOfThePolicyMissing()
    {
        File.Delete(_work["Models/net.onnx"]);
        IsRefused("POB1025", "prune", "--policy", _work["prune.yaml"], "--output", _work["out"]);
    }

    [Fact]
    public void ModelCutShort()
    {
        byte[] whole = File.ReadAllBytes(_work["Models/net.onnx"]);
        File.WriteAllBytes(_work["Models/net.onnx"], whole[..(whole.Length / 2)]);
        IsRefused("POB2002");
    }

    [Fact]
    public void ModelEmpty()
    {
        File.WriteAllBytes(_work["Models/net.onnx"], []);
        IsRefused("POB2002");
    }

    [Fact]
    public void ExternalDataMissing()
    {
        _work.WriteModel(externalData: true);
        File.Delete(_work["Models/net.onnx.data"]);
        IsRefused("POB2011");
    }

    [Fact]
    public void DataMissing()
    {
        File.Delete(_work["data/evaluation.npz"]);
        IsRefused("POB5101");
    }

    [Fact]
    public void DataBroken()
    {
        File.WriteAllText(_work["data/evaluation.npz"], "no zip");
        IsRefused("POB5102");
    }

    [Fact]
    public void DataOfAnotherShape()
    {
        _work.WriteEvaluation(new NpzWriter().Floats("x", [4, 3, 9, 8], Workspace.Values(4 * 3 * 9 * 8)).Longs("labels", [4], 0, 1, 2, 3));
        IsRefused("POB5104");
    }

    [Fact]
    public void DataHoldsNaN()
    {
        float[] values = Workspace.Values(4 * 3 * 8 * 8);
        values[100] = float.NaN;
        _work.WriteEvaluation(new NpzWriter().Floats("x", [4, 3, 8, 8], values).Longs("labels", [4], 0, 1, 2, 3));
        IsRefused("POB5109");
    }

    [Fact]
    public void LabelOutOfRange()
    {
        _work.WriteEvaluation(new NpzWriter().Floats("x", [4, 3, 8, 8], Workspace.Values(4 * 3 * 8 * 8)).Longs("labels", [4], 0, 1, 2, 4));
        IsRefused(
            "POB5107",
            new RuntimeMeters(),
            "prune", "--policy", _work["prune.yaml"], "--model", _work["Models/net.onnx"], "--output", _work["out"]);
    }

    [Fact]
    public void OutputFolderIsAFile()
    {
        _work.Write("out", "a file");
        var run = _work.Prune("--cache", _work["cache"]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("error POB1953", Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.Equal("a file", File.ReadAllText(_work["out"]));
    }

    [Theory]
    [InlineData("--output", "Models", "--model", "Models/net.onnx")]
    [InlineData("--output", ".")]
    public void OutputWouldOverwriteTheDenseModel(params string[] more)
    {
        byte[] dense = File.ReadAllBytes(_work["Models/net.onnx"]);
        var run = _work.Run(["prune", "--policy", _work["prune.yaml"], .. more.Select(word => word.StartsWith('-') ? word : Path.GetFullPath(_work[word]))]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("error POB1954", Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.Equal(dense, File.ReadAllBytes(_work["Models/net.onnx"]));
    }

    [Fact]
    public void UnknownOption() => IsRefused("POB1902", "prune", "--outptu", "x");

    private void IsRefused(string code) => IsRefused(
        code, "prune", "--policy", _work["prune.yaml"], "--model", _work["Models/net.onnx"], "--output", _work["out"]);

    private void IsRefused(string code, params string[] arguments) => IsRefused(code, _work.Meters, arguments);

    private void IsRefused(string code, IMeters meters, params string[] arguments)
    {
        Directory.CreateDirectory(_work["out"]);
        File.WriteAllText(_work["out/net.onnx"], "the previous good model");

        using var output = new StringWriter { NewLine = "\n" };
        int exitCode = Program.Run(arguments, output, colour: false, _work.Pruner, meters);
        var run = new RunResult((ExitCode)exitCode, output.ToString());

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains($": error {code}: ", Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Text, StringComparison.Ordinal);
        Assert.Equal("the previous good model", File.ReadAllText(_work["out/net.onnx"]));
        Assert.Equal(["out/net.onnx"], _work.OutputFiles().Where(file => file is not ("out/inputs.txt" or "out/report.sarif")));
    }
}
