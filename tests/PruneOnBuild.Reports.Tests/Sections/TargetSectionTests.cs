using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Reports.Sections;
using PruneOnBuild.Reports.Writers;

namespace PruneOnBuild.Reports.Tests.Sections;

/// <summary>A report says what zeros are good for on its target, and no more.</summary>
public sealed class TargetSectionTests
{
    private static readonly SourceLocation Place = new("prune.yaml", 3, 5);

    [Theory]
    [InlineData("cpu", Intent.Size, "a smaller file only; latency is not expected to change")]
    [InlineData(null, Intent.Size, "a smaller file only; latency is not expected to change")]
    [InlineData(null, Intent.Speed, "for the compiler of hardware that this build does not run on")]
    [InlineData("sparse-cpu", Intent.Speed, "gains time from such zeros on AVX-512 from 35 % on, in float32; on AVX2 from 60 % on, in float32")]
    [InlineData("tensorrt", Intent.Speed, "on Ampere or newer from 50 % on, in float16 or int8, with trt_sparsity_enable=1")]
    [InlineData("tensorrt", Intent.Speed, "latency here is measured without them")]
    [InlineData("openvino", Intent.Speed, "from 6.25 % on, in float32 or float16; on NPU")]
    public void Zeros_AreHonestlyLabelled(string? provider, Intent intent, string words)
    {
        var section = TargetSection.Of(Sparse(provider, intent), "cpu");

        Assert.Contains(words, section.Zeros, StringComparison.Ordinal);
        var report = Some.SparseReport with { Target = section };
        Assert.Contains(words[..20], ConsoleReport.Write(report).ReplaceLineEndings(" ").Replace("   ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(words[..20], MarkdownReport.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void SizeOnly_IsInTheTargetsName()
    {
        Assert.Equal("edge (sparse, 2:4, for size only)", $"{TargetSection.Of(Sparse("cpu", Intent.Size), "cpu")}");
        Assert.Equal("edge (sparse, 2:4)", $"{TargetSection.Of(Sparse(null, Intent.Speed), "cpu")}");
    }

    [Fact]
    public void Structured_SaysNothingOfZeros()
    {
        var section = TargetSection.Of(new TargetPolicy { Name = "server", Location = Place, Hardware = Hardware.Cpu }, "cpu");

        Assert.Null(section.Zeros);
        Assert.Null(section.Intent);
    }

    private static TargetPolicy Sparse(string? provider, Intent intent) => new()
    {
        Name = "edge",
        Location = Place,
        Hardware = Hardware.Sparse,
        Provider = provider is null ? null : new(provider, Place),
        Pattern = new(new SparsityPattern.NOfM(2, 4), Place),
        Intent = intent,
    };
}
