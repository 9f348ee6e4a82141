using PruneOnBuild.Cli.Bench.Kernels;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Kernels;
using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Cli.Tests.Bench;

public sealed class BenchKernelsTests : IDisposable
{
    private readonly FakeKernelMeter _meter = new();
    private Command.BenchKernels? _asked;

    public void Dispose() => _meter.Dispose();

    [Fact]
    public void AllShapes_AreMeasuredByDefault()
    {
        var run = Run();

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Equal(KernelShape.All, _meter.Shapes);
        Assert.Equal(new Command.BenchKernels(null, null, 1), _asked);
        Assert.True(_meter.IsDisposed);
        Assert.All(run.Text.Split('\n'), line => Assert.True(line.Length <= 100, line));
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
        Assert.Equal(15, lines.Count(line => line.StartsWith("  MatVec   1 x", StringComparison.Ordinal)));
        Assert.Contains("2 threads.", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Means_StandBesideTheBars_WhereTheseAreFor()
    {
        Assert.Contains("  MatVec       1    5.00            5.00", Run("--only", "matvec", "--threads", "2").Text, StringComparison.Ordinal);
        if (InstructionSets.Choose(null) == InstructionSet.Avx512)
            Assert.Contains("  MatVec      16    5.00  >= 2.0    5.00  >= 3.8    5.00   < 5.8    5.00  < 16.0", Run("--only", "matvec").Text, StringComparison.Ordinal);
    }

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
            return _meter;
        });
        return new RunResult((ExitCode)exitCode, output.ToString());
    }
}
