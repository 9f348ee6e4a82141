using PruneOnBuild.Policy.Capabilities;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Policy.Grammar.Sections;

namespace PruneOnBuild.Policy.Tests.Capabilities;

/// <summary>The laws of the capability records, and of what a policy may ask of them.</summary>
public sealed class SparseCapabilitiesTests
{
    private static readonly string[] Patterns =
        ["unstructured", "\"2:4\"", "\"1:4\"", "\"3:4\"", "{ block: 4x1 }", "{ block: 1x4 }", "{ block: 16x2 }"];

    public static TheoryData<string> Providers => [.. Grammar.Sections.Providers.Names];

    [Fact]
    public void EveryProvider_HasOneRecord() => Assert.Equal(
        Grammar.Sections.Providers.Names.Order(StringComparer.Ordinal),
        SparseCapabilities.All.Select(capability => capability.Provider).Order(StringComparer.Ordinal));

    [Fact]
    public void UnknownProvider_IsRefused() => Assert.Throws<ArgumentException>(() => SparseCapabilities.Of("abacus"));

    [Fact]
    public void EveryClaim_HasEvidence_ThatFitsIntoASentence() => Assert.All(
        SparseCapabilities.All.SelectMany(capability => capability.Gains.Select(gain => gain.Evidence).Append(capability.Evidence)),
        evidence =>
        {
            Assert.False(string.IsNullOrWhiteSpace(evidence.Source));
            Assert.True(evidence.Says.Length > 20 && !evidence.Says.EndsWith('.'), evidence.Says);
        });

    [Fact]
    public void EveryGain_CanBeHad() => Assert.All(SparseCapabilities.All.SelectMany(capability => capability.Gains), gain =>
    {
        Assert.InRange(gain.LeastSparsity, 0.01, 0.99);
        Assert.True(gain.InputMultiple >= 1 && gain.OutputMultiple >= 1);
        Assert.True(gain.Admits(gain.OutputMultiple, gain.InputMultiple));
        Assert.Contains(Patterns, pattern => gain.Patterns.Takes(Parsed(pattern)));
        Assert.True(gain.Float32Remedy is null || !gain.Types.Contains(WeightType.Fp32));
    });

    [Theory]
    [MemberData(nameof(Providers))]
    public void EveryCombination_Passes_OrIsRefusedWithWhatHelps(string provider)
    {
        foreach (var pattern in Patterns)
        {
            var errors = ErrorsOf($"provider: {provider}, pattern: {pattern}");
            if (!SparseCapabilities.Of(provider).GainsFrom(Parsed(pattern)).IsEmpty)
            {
                Assert.Empty(errors);
                continue;
            }
            var error = Assert.Single(errors);
            Assert.Equal("POB1034", error.Code);
            Assert.Contains("provider: sparse-cpu", error.Message, StringComparison.Ordinal);
            Assert.Contains("intent: size", error.Message, StringComparison.Ordinal);
            Assert.Empty(ErrorsOf($"provider: sparse-cpu, pattern: {pattern}"));
            Assert.Empty(ErrorsOf($"provider: {provider}, pattern: {pattern}, intent: size"));
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void PatternsThatTheHelpNames_Pass(string provider) => Assert.All(
        SparseCapabilities.Of(provider).Patterns.Select(pattern => pattern.Replace("Rx1", "4x1", StringComparison.Ordinal)),
        pattern => Assert.Empty(ErrorsOf($"provider: {provider}, pattern: {pattern}")));

    [Fact]
    public void WithoutProvider_EveryPatternPasses() =>
        Assert.All(Patterns, pattern => Assert.Empty(ErrorsOf($"pattern: {pattern}")));

    [Fact]
    public void OfSeveralGains_TheOneThatAsksForFewestZerosComesFirst() => Assert.Equal(
        [0.2, 0.35, 0.5, 0.6],
        SparseCapabilities.Of("sparse-cpu").GainsFrom(new SparsityPattern.Block(4, 1)).Select(gain => gain.LeastSparsity));

    [Theory]
    [InlineData("provider: tensorrt, pattern: \"2:4\"", 1)]
    [InlineData("provider: tensorrt, pattern: \"2:4\", intent: size", 0)]
    [InlineData("pattern: \"2:4\"", 0)]
    public void Gains_BindOnlyWhereATargetNamesAProviderAndWantsSpeed(string target, int count) => Assert.Equal(
        count, Reading.Of(With(target)).Policy.Targets.Single(read => read.Name == "edge").Gains.Length);

    private static IEnumerable<Diagnostic> ErrorsOf(string target) =>
        Reading.MistakesIn(With(target)).Where(mistake => mistake.Severity == Severity.Error);

    private static SparsityPattern Parsed(string pattern) =>
        Reading.Of(With($"pattern: {pattern}")).Policy.Targets.Single(target => target.Name == "edge").Pattern!.Value;

    // The least goal, so that no n:m pattern refuses it.
    private static string With(string target) => Marked.With("hardware: sparse", $"hardware: sparse, {target}")
        .Replace("sparsity: 0.5", "sparsity: 0.25", StringComparison.Ordinal);
}
