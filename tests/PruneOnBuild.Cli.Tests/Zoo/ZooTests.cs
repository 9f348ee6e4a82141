using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Cli.Commands;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Cli.Zoo;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Cli.Tests.Zoo;

/// <summary>A folder of models of all kinds, and what the command says of it.</summary>
public sealed class ZooTests : IDisposable
{
    private const string LongPath = "inner/a_folder_with_a_long_name/and_one_below_it/net.onnx";
    private readonly TemporaryFolder _folder = new();

    public ZooTests()
    {
        WriteModel(LongPath, TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 8).BatchNorm("bn1").Relu().Conv("conv2", 4, kernel: 1).Output("y"));
        WriteModel("flat.onnx", TinyModel.Input("x", 1, 3, 8, 8).Conv(new string('n', 150), 4).Output("y"));
        WriteModel("odd.onnx", RefusedByTheRuntime());
        _folder.Write("broken.onnx", "no model");
        _folder.Write("notes.txt", "no model either");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EachModel_HasItsVerdict_AndNothingWrongPasses()
    {
        var run = Run();

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Matches(@"(?m)^  broken\.onnx +- +- +- +- +- +refused:\n      POB2002 The file is no valid ONNX model", run.Text);
        Assert.Matches(@"(?m)^  flat\.onnx +1 +0\.0 % +0\.0 % +- +- +unchanged:\n      nnn.*\n? .*is graph output 'y'", run.Text);
        Assert.Matches(@"(?m)^  inner/.*\.\.\..*net\.onnx +4 +98\.6 % +100\.0 % +0\.75 0\.50 0\.25 +\S+ +pruned$", run.Text);
        Assert.Matches(@"(?m)^  odd\.onnx .* refused:\n      POB5003 ", run.Text);
        Assert.Contains("  4 models: 1 pruned, 1 unchanged, 2 refused, 0 wrong\n", run.Text, StringComparison.Ordinal);
        Assert.Contains("of the 1 pruned ones in fp32: median 100.0 %, minimum 100.0 %\n", run.Text, StringComparison.Ordinal);
        Assert.Contains("    0.0 %  flat.onnx\n", run.Text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ +\d+\.0 %  is graph output 'y'$", run.Text);
    }

    [Fact]
    public void Models_ComeInOrdinalOrder()
    {
        string text = Run().Text;

        int[] places = [.. new[] { "broken.onnx", "flat.onnx", "inner/", "odd.onnx" }.Select(name => text.IndexOf($"\n  {name}", StringComparison.Ordinal))];
        Assert.Equal(places.Order(), places);
        Assert.DoesNotContain(-1, places);
    }

    [Fact]
    public void NoLine_IsLongerThanAHundredColumns() =>
        Assert.All(Run("--groups").Text.Split('\n'), line => Assert.True(line.Length <= 100, line));

    [Fact]
    public void Groups_AreCauseAndEffect()
    {
        string text = Run("--groups").Text;

        Assert.Contains("      8  conv1 output -> conv1 -> bn1 -> conv2 input\n", text, StringComparison.Ordinal);
        Assert.Contains("      4  frozen: conv2 output is graph output 'y'\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" -> ", Run().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_RestrictsToPathsWithTheText()
    {
        var run = Run("--model", "one_below");

        Assert.Contains("  1 model: 1 pruned", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("flat.onnx", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongModel_FailsTheRun_AndTheNextHasItsTurn()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var fault = new InvalidOperationException("axis 1 must be 3 long " + new string('x', 200));
        var command = new ZooCommand(new RunConsole(output, colour: false, _folder.Path, new RunRecord()), (_, name) => name == "flat.onnx"
            ? new ZooRow(name) { Verdict = ZooVerdict.Wrong, Reason = ZooReasons.Full(fault, 0.25) }
            : new ZooRow(name));

        var exitCode = command.Run(new Command.Zoo(_folder.Path, null, Groups: false));

        Assert.Equal(ExitCode.GateMissed, exitCode);
        Assert.Matches(@"flat\.onnx .* WRONG:\n +at 25 %: InvalidOperationException in .*axis 1 must be 3 long", output.ToString());
        Assert.Contains("  4 models: 3 pruned, 0 unchanged, 0 refused, 1 wrong\n", output.ToString(), StringComparison.Ordinal);
        Assert.All(output.ToString().Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public void UnknownFolder_IsRefused() => IsRefused("There is no folder", _folder.File("nowhere"));

    [Fact]
    public void FolderWithoutModels_IsRefused() => IsRefused("There is no .onnx file below", _folder.NewFolder());

    [Fact]
    public void TextThatNoPathContains_IsRefused() => IsRefused("contains 'yolo'", _folder.Path, "--model", "yolo");

    private static void IsRefused(string words, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var run = new RunResult((ExitCode)Program.Run(["zoo", .. arguments], output), output.ToString());

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        string error = Assert.Single(run.Errors);
        Assert.StartsWith("prune-on-build : error POB1910: ", error, StringComparison.Ordinal);
        Assert.Contains(words, error, StringComparison.Ordinal);
    }

    private static ModelGraph RefusedByTheRuntime() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 8).Relu().Conv("conv2", 4, kernel: 1).Opset(1, "no.such")
            .Edit(model => model.Graph.Node.Add(new NodeProto { Domain = "no.such", OpType = "Odd", Input = { "x" }, Output = { "odd" } })).Output("y");

    private void WriteModel(string name, ModelGraph model)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        OnnxWriter.Write(model, _folder.File(name));
    }

    private RunResult Run(params string[] more)
    {
        using var output = new StringWriter { NewLine = "\n" };
        int exitCode = Program.Run(["zoo", _folder.Path, .. more], output);
        return new RunResult((ExitCode)exitCode, output.ToString());
    }
}
