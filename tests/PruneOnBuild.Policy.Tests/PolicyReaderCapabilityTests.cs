using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy.Tests;

/// <summary>Zeros that cannot bring what the policy wants of them are refused, at the place and with what helps.</summary>
public sealed class PolicyReaderCapabilityTests
{
    [Theory]
    [InlineData("▸provider: cpu", "provider cpu gains no time from zeros, in the pattern unstructured or any other")]
    [InlineData("▸provider: cpu, pattern: \"2:4\"", "or hardware: cpu with goal flops or speedup")]
    [InlineData("▸provider: webgpu", "or hardware: gpu with goal flops or speedup")]
    [InlineData("▸provider: coreml", "Write provider: sparse-cpu, whose kernels skip zeros")]
    [InlineData("▸provider: tensorrt", "gains time from zeros in the pattern \"2:4\" only, but pattern is unstructured")]
    [InlineData("provider: tensorrt, pattern: ▸\"1:4\"", "Write pattern: \"2:4\", or provider: sparse-cpu")]
    [InlineData("provider: cann, pattern: { ▸block: 4x1 }", "or intent: size, if a smaller file is all that you want.")]
    public void Rejects_PatternThatTheProviderDoesNotGainFrom(string target, string words) =>
        Check("POB1034", Marked.With("hardware: sparse", $"hardware: sparse, {target}"), words);

    [Theory]
    [InlineData("sparsity: 0.5", "sparsity: 0.5", "{ latency: { speedup: ▸1.5 } }", "the latency gate wants a speedup of 1.5")]
    [InlineData("{ sparsity: 0.5 }", "▸fastest", "{ accuracy: { metric: agreement, min: 0.9 } }", "fastest looks for speed")]
    public void Rejects_SpeedWhereTheIntentIsSize(string goal, string other, string gates, string words) =>
        Check("POB1036", Marked.With("{ size: { maxShare: 0.9 } }", gates)
            .Replace("hardware: sparse", "hardware: sparse, intent: size", StringComparison.Ordinal)
            .Replace(goal, other, StringComparison.Ordinal)
            .Replace($"goal: {other} }}", $"goal: {other} }}\n    data: {{ evaluation: e.npz }}", StringComparison.Ordinal),
            words);

    [Theory]
    [InlineData("speedup: 0.95")]
    [InlineData("speedup: 1")]
    [InlineData("p95: 5ms, runner: r")]
    public void Accepts_GatesThatKeepASmallerModelFromBecomingSlower(string latency) =>
        Assert.Empty(Reading.MistakesIn(Marked.With("{ size: { maxShare: 0.9 } }", $"{{ latency: {{ {latency} }} }}")
            .Replace("hardware: sparse", "hardware: sparse, intent: size", StringComparison.Ordinal)));

    private static void Check(string code, string marked, string words)
    {
        var mistake = Marked.OnlyMistake(code, marked);
        Assert.Equal(Severity.Error, mistake.Severity);
        Assert.Contains(words, mistake.Message, StringComparison.Ordinal);
    }
}
