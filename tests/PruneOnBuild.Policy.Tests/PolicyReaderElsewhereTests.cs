using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy.Tests;

/// <summary>Targets that describe hardware elsewhere: what they say, and what may be asked of them.</summary>
public sealed class PolicyReaderElsewhereTests
{
    private const string Server = "{ hardware: cpu }";
    private const string Size = "{ size: { max: 1MB } }";
    private const string Goal = "{ flops: 0.5 }";
    private const string Npu = "accelerator: { multiplyAddsPerSecond: 4T, bandwidth: 25GB/s }";
    private const string Phone = "runner: { command: \"run.sh {model}\" }";

    [Fact]
    public void Accelerator_IsReadWithItsUnits()
    {
        var target = Target("{ hardware: gpu, accelerator: { multiplyAddsPerSecond: { fp32: 4T, int8: 1.5G }, bandwidth: 25GB/s, "
            + "sparsity: \"2:4\", efficiency: 60%, overhead: 20us } }");

        var accelerator = target.Accelerator!;
        Assert.Equal(new AcceleratorPeak(4e12, null, 1.5e9), accelerator.MultiplyAddsPerSecond);
        Assert.Equal((25e9, 0.6, TimeSpan.FromMicroseconds(20)), (accelerator.Bandwidth, accelerator.Efficiency, accelerator.Overhead));
        Assert.Equal(AcceleratorSparsity.TwoOfFour, accelerator.Sparsity);
        Assert.True(target.IsElsewhere);
    }

    [Fact]
    public void Accelerator_OneRateIsThatOfEveryType_AndTheRestIsModest()
    {
        var accelerator = Target($"{{ hardware: gpu, {Npu} }}").Accelerator!;

        Assert.Equal(new AcceleratorPeak(4e12, 4e12, 4e12), accelerator.MultiplyAddsPerSecond);
        Assert.Equal((AcceleratorSparsity.None, 1.0, TimeSpan.Zero), (accelerator.Sparsity, accelerator.Efficiency, accelerator.Overhead));
    }

    [Fact]
    public void Runner_TakesAMinuteUnlessTold()
    {
        var runner = Target($"{{ hardware: gpu, {Phone} }}").Runner!;
        Assert.Equal(("run.sh {model}", TimeSpan.FromMinutes(1)), (runner.Command.Value, runner.Timeout));
    }

    [Fact]
    public void AProviderBesideThem_StandsForTheTargetHere() =>
        Assert.False(Target($"{{ hardware: gpu, provider: webgpu, {Npu} }}").IsElsewhere);

    [Theory]
    [InlineData("▸predicted: { speedup: 2 }", Server, "POB1065", "target 'server' has none")]
    [InlineData("▸latency: { speedup: 2 }", $"{{ hardware: gpu, {Npu} }}", "POB1066", "Judge predicted instead")]
    [InlineData("latency: { speedup: 2, coldStart: ▸300ms, runner: server }", $"{{ hardware: gpu, {Phone} }}", "POB1069", "coldStart is measured by this build's own runtime")]
    [InlineData("latency: { speedup: 2, ▸throughput: { batch: 4, min: 10 }, runner: server }", $"{{ hardware: gpu, {Phone} }}", "POB1069", "throughput is measured")]
    [InlineData("▸predicted: {}", $"{{ hardware: gpu, {Npu} }}", "POB1020", "Add speedup or latency")]
    public void Rejects_AGateThatTheTargetCannotServe(string gate, string target, string code, string words) =>
        Check(code, With(target).Replace(Size, $"{{ {gate} }}", StringComparison.Ordinal), words);

    [Theory]
    [InlineData("predicted: { latency: 3ms }", $"{{ hardware: gpu, {Npu} }}")]
    [InlineData("latency: { speedup: 2, p50: 3ms, runner: server }", $"{{ hardware: gpu, {Phone}, {Npu} }}")]
    [InlineData("latency: { speedup: 2 }, predicted: { speedup: 2 }", $"{{ hardware: gpu, provider: webgpu, {Npu} }}")]
    public void Takes_AGateThatTheTargetServes(string gate, string target) =>
        Assert.Empty(Reading.MistakesIn(With(target).Replace(Size, $"{{ {gate} }}", StringComparison.Ordinal)));

    [Theory]
    [InlineData("{ ▸speedup: 2 }", $"{{ hardware: gpu, {Npu} }}")]
    [InlineData("{ ▸speedup: 2 }", $"{{ hardware: cpu, {Phone} }}")]
    public void Rejects_SearchByTime(string goal, string target) =>
        Check("POB1067", With(target).Replace(Goal, goal, StringComparison.Ordinal), "is elsewhere. Aim at flops, ratio or size");

    [Fact]
    public void Rejects_RunnerWithoutModel() =>
        Check("POB1068", With("{ hardware: gpu, runner: { command: ▸run.sh } }"), "Write {model} where its path belongs");

    [Theory]
    [InlineData("multiplyAddsPerSecond: 4T, bandwidth: ▸25", "POB1008", "is 25 without a unit. Write a bandwidth as 25GB/s")]
    [InlineData("multiplyAddsPerSecond: 4T, bandwidth: ▸25GB", "POB1008", "'GB' is no unit of a bandwidth.")]
    [InlineData("multiplyAddsPerSecond: 4T, bandwidth: ▸0GB/s", "POB1007", "must be 0.001MB/s or more")]
    [InlineData("multiplyAddsPerSecond: 4T, bandwidth: ▸fast", "POB1006", "must be a bandwidth with its unit")]
    [InlineData("multiplyAddsPerSecond: ▸{}, bandwidth: 1GB/s", "POB1006", "or one for each type of weights")]
    [InlineData("multiplyAddsPerSecond: { ▸fp8: 1T }, bandwidth: 1GB/s", "POB1005", "Allowed are fp32, fp16 and int8")]
    [InlineData("multiplyAddsPerSecond: { fp32: ▸0 }, bandwidth: 1GB/s", "POB1007", "must be 1 or more")]
    [InlineData("multiplyAddsPerSecond: 4T, bandwidth: 1GB/s, efficiency: ▸0", "POB1007", "must lie in (0, 1]")]
    [InlineData("multiplyAddsPerSecond: 4T, bandwidth: 1GB/s, sparsity: ▸skip", "POB1004", "Use none, skips-zeros or 2:4")]
    public void Rejects_FiguresThatAreNone(string accelerator, string code, string words) =>
        Check(code, With($"{{ hardware: gpu, accelerator: {{ {accelerator} }} }}"), words);

    [Fact]
    public void Rejects_AcceleratorWithoutItsFigures() =>
        Check("POB1010", With("{ hardware: gpu, ▸accelerator: { bandwidth: 1GB/s } }"), "lacks the key 'multiplyAddsPerSecond'");

    private static TargetPolicy Target(string target) => PolicyReader.Parse(With(target), Reading.File).Policy.Targets.Single(target => target.Name == "server");

    private static string With(string target) => Marked.With(Server, target);

    private static void Check(string code, string marked, string words)
    {
        var mistake = Marked.OnlyMistake(code, marked);
        Assert.Equal(Severity.Error, mistake.Severity);
        Assert.Contains(words, mistake.Message, StringComparison.Ordinal);
    }
}
