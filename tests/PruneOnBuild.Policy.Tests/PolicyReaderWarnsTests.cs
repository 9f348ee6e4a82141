using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy.Tests;

/// <summary>What is allowed but hardly meant: a warning at the place, and the policy is read all the same.</summary>
public sealed class PolicyReaderWarnsTests
{
    [Theory]
    [InlineData("POB1023", "  edge: {", "  ▸spare: { hardware: cpu }\n  edge: {", "No model uses the target 'spare'.")]
    [InlineData("POB1024", "    gates: { size: { maxShare: 0.9 } }\n", "", "'b.onnx' has no gates, so nothing will be judged")]
    [InlineData("POB1024", "gates: { size: { max: 1MB } }", "gates: { onInconclusive: { ci: warn } }", "'a.onnx' has no gates")]
    [InlineData("POB1030", "flops: 0.5", "size: 2MB", "1000000 B or less, but the goal asks search for 2000000 B only")]
    [InlineData("POB1031", "{ size: { max: 1MB } }", "{ latency: { p50: ▸5ms, p95: 3ms, runner: r } }", "p50 at most 5 ms")]
    [InlineData("POB1031", "{ size: { max: 1MB } }", "{ latency: { p50: ▸5ms, p99: 3ms, runner: r } }", "p99 is at most 3 ms")]
    [InlineData("POB1031", "{ size: { max: 1MB } }", "{ latency: { p90: ▸5ms, p95: 3ms, runner: r } }", "p90 at most 5 ms")]
    [InlineData("POB1033", "{ size: { max: 1MB } }", "{ latency: { speedup: 1.5, ▸runner: r } }", "runner has no effect")]
    [InlineData("POB1038", "hardware: cpu", "hardware: cpu, ▸values: fp16", "no effect without provider: sparse-cpu")]
    [InlineData("POB1037", "hardware: cpu", "hardware: cpu, intent: ▸size", "no effect without hardware: sparse")]
    public void Warns(string code, string setting, string replacement, string words)
    {
        var marked = Marked.With(setting, replacement);
        var warning = Marked.OnlyMistake(code, marked.Contains(Marked.Place) ? marked : Mark(code, marked));

        Assert.Equal(Severity.Warning, warning.Severity);
        Assert.Contains(words, warning.Message, StringComparison.Ordinal);
        Assert.Single(Reading.Of(marked.Replace($"{Marked.Place}", "", StringComparison.Ordinal)).Warnings);
    }

    [Fact]
    public void Warns_WhereTheGoalIsLessThanTheLatencyGate()
    {
        var warning = Marked.OnlyMistake("POB1030", Marked.With("{ size: { max: 1MB } }", "{ latency: { speedup: ▸2 } }")
            .Replace("flops: 0.5", "speedup: 1.5", StringComparison.Ordinal));

        Assert.Contains("must be 2 or more, but the goal asks search for 1.5 only", warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("provider: sparse-cpu", "▸sparsity: 0.3", "0.3 of a layer's weights become zero, but provider sparse-cpu gains time")]
    [InlineData("provider: sparse-cpu", "▸sparsity: 0.3", "in the pattern unstructured from 0.35 on (AVX-512)")]
    [InlineData("provider: sparse-cpu, pattern: { block: 4x1 }", "▸sparsity: 0.1", "block:4x1 from 0.2 on")]
    [InlineData("provider: sparse-cpu, pattern: { block: 1x4 }", "▸sparsity: 0.3", "block:1x4 from 0.35 on")]
    [InlineData("provider: sparse-cpu, pattern: \"3:4\"", "▸sparsity: 0.25", "Take a pattern with more zeros, or intent: size")]
    [InlineData("provider: openvino", "▸sparsity: 0.05", "from 0.0625 on")]
    [InlineData("provider: sparse-cpu", "▸flops: 0.8", "0.2 of a layer's weights become zero")]
    [InlineData("provider: sparse-cpu", "▸flops: 0.8", "Aim at flops: 0.65 or less, or intent: size")]
    public void Warns_WhereZerosAreTooFewToPay(string target, string goal, string words)
    {
        var warning = Marked.OnlyMistake("POB1035", OnEdge(target, goal));

        Assert.Equal(Severity.Warning, warning.Severity);
        Assert.Contains(words, warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("provider: sparse-cpu", "0.35")]
    [InlineData("provider: sparse-cpu, pattern: { block: 2x1 }", "0.2")]
    [InlineData("provider: sparse-cpu, pattern: \"2:4\"", "0.2")]
    [InlineData("provider: sparse-cpu, intent: size", "0.1")]
    [InlineData("provider: webgpu, intent: size", "0.1")]
    [InlineData("pattern: unstructured", "0.1")]
    public void SaysNothing_WhereZerosPay_OrNoTimeIsPromised(string target, string sparsity) =>
        Assert.Empty(Reading.MistakesIn(OnEdge(target, $"sparsity: {sparsity}")));

    private static string OnEdge(string target, string goal) => Marked.With("hardware: sparse", $"hardware: sparse, {target}")
        .Replace("sparsity: 0.5", goal, StringComparison.Ordinal);

    // Places outside of the replaced text.
    private static string Mark(string code, string yaml) => code switch
    {
        "POB1024" when yaml.Contains("onInconclusive", StringComparison.Ordinal) => Before("path: a.onnx", yaml),
        "POB1024" => Before("path: b.onnx", yaml),
        _ => Before("1MB", yaml),
    };

    private static string Before(string place, string yaml) =>
        yaml.Replace(place, Marked.Place + place, StringComparison.Ordinal);
}
