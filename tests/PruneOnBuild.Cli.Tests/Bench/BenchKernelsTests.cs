using System.Diagnostics;
using PruneOnBuild.Cli.Bench.Kernels;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Kernels;
using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Cli.Tests.Bench;

public sealed class BenchKernelsTests
{
    private readonly FakeKernelMeter _meter = new();
    private Command.BenchKernels? _asked;

    [Fact]
    public void AllShapes_AreMeasuredByDefault()
    {
        var run = Run();

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Equal(KernelShape.All, _meter.Shapes);
        Assert.Equal(new Command.BenchKernels(null, null, 1, KernelBar.Sparsities), _asked);
        Assert.All(run.Text.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    // In a process of its own, because threads that sessions share must be there before ONNX Runtime is used.
    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task TheRealMeter_TimesBothSides(string threads)
    {
        string[] words = [typeof(Program).Assembly.Location, "bench", "kernels", "--only", "conv3x3 512", "--sparsities", "0.9", "--threads", threads];
        using var process = Process.Start(new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, output);
        Assert.Matches(@"512 -> 512 @ 7 +4 +90 % +[\d.]+ +[\d.]+ +[\d.]+x", output);
    }

    [Fact]
    public void Only_ChoosesByLayerAndShape_InAnyCase()
    {
        Run("--only", "conv3X3 512");

        Assert.Equal("512 -> 512 @ 7", Assert.Single(_meter.Shapes).Name);
    }

    [Fact]
    public void Rows_SayWhichTimesAreTheThreadsOwn()
    {
        var run = Run("--only", "1 x 768 x 3072", "--threads", "2");

        string[] lines = run.Text.Split('\n');
        Assert.Contains("  layer    shape                block   zeros   dense us    ours us   speed-up   of peak", lines);
        Assert.Contains("  MatVec   1 x 768 x 3072           1    50 %      100.0      ~20.0      5.00x      10 %", lines);
        Assert.Contains("  MatVec   1 x 768 x 3072          16    95 %      100.0       20.0      5.00x      10 %", lines);
        Assert.Equal(18, lines.Count(line => line.StartsWith("  MatVec   1 x", StringComparison.Ordinal)));
        Assert.Contains("2 threads.", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Sparsities_AreThoseThatAreAskedFor()
    {
        var run = Run("--only", "1 x 768 x 3072", "--sparsities", "0.1,0.35");

        Assert.Equal(6, run.Text.Split('\n').Count(line => line.StartsWith("  MatVec   1 x", StringComparison.Ordinal)));
        Assert.Contains("\n  layer    block   10 %          35 %\n", run.Text, StringComparison.Ordinal);
        Assert.Contains("\n  MatVec      16   5.00          5.00\n", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Means_StandBesideTheBarsOfTheseInstructions()
    {
        string means = InstructionSets.Best switch
        {
            InstructionSet.Avx512 => "  MatVec      16   5.00 >=2.0    5.00          5.00 >=3.8    5.00 <5.8     5.00 <16.0    5.00 <30.0\n",
            InstructionSet.Avx2 => "  MatVec      16   5.00          5.00 >=1.0    5.00          5.00          5.00 >=2.5    5.00\n",
            _ => "  MatVec      16   5.00          5.00          5.00          5.00          5.00          5.00\n",
        };

        Assert.Contains(means, Run("--only", "matvec").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--threads", "2")]
    [InlineData("--instructions", "scalar")]
    public void Means_StandAlone_WhereTheBarsAreNotForThisRun(params string[] more) => Assert.Contains(
        "  MatVec      16   5.00          5.00          5.00          5.00          5.00          5.00\n",
        Run(["--only", "matvec", .. more]).Text, StringComparison.Ordinal);

    [Fact]
    public void RealShape_IsMeasured()
    {
        using var output = new StringWriter { NewLine = "\n" };

        int exitCode = Program.Run(["bench", "kernels", "--only", "1 x 768 x 3072", "--instructions", "scalar"], output);

        Assert.Equal((int)ExitCode.Passed, exitCode);
        Assert.Matches(@"\n  MatVec   1 x 768 x 3072 +16 +90 % +~?\d+\.\d +~?\d+\.\d +\d+\.\d\dx +\d+ %\n", output.ToString());
    }

    [Fact]
    public void TextOfNoLayer_IsRefused() => Assert.Contains("contains 'conv9x9'", Refused("POB1913", "--only", "conv9x9"), StringComparison.Ordinal);

    [SkippableFact]
    public void MissingInstructions_AreRefused()
    {
        var missing = Enum.GetValues<InstructionSet>().Except(InstructionSets.Available).ToArray();
        Skip.If(missing.Length == 0);

        Assert.Contains("scalar", Refused("POB1914", "--instructions", KernelWords.Of(missing[0])), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void ForcedInstructionsOfSeveralThreads_AreRefused()
    {
        Skip.If(InstructionSets.Best == InstructionSet.Scalar);

        Assert.Contains(KernelWords.Of(InstructionSets.Best), Refused("POB1915", "--instructions", "scalar", "--threads", "2"), StringComparison.Ordinal);
    }

    private string Refused(string code, params string[] more)
    {
        var run = Run(more);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Empty(_meter.Shapes);
        string error = Assert.Single(run.Errors);
        Assert.Contains($"error {code}: ", error, StringComparison.Ordinal);
        return error;
    }

    private RunResult Run(params string[] more)
    {
        using var output = new StringWriter { NewLine = "\n" };
        int exitCode = Program.Run(["bench", "kernels", .. more], output, kernelMeter: asked =>
        {
            _asked = asked;
            _meter.Sparsities = asked.Sparsities;
            return _meter;
        });
        return new RunResult((ExitCode)exitCode, output.ToString());
    }
}
