using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Policy.Variants;

namespace PruneOnBuild.Policy.Tests;

public sealed class TargetChoiceTests
{
    private const string ByRuntime = "{ linux-x64: server, android-arm64: edge, default: server }";

    [Theory]
    [InlineData(null, "server", false)]
    [InlineData("linux-x64", "server", false)]
    [InlineData("android-arm64", "edge", true)]
    [InlineData("osx-arm64", "server", false)]
    public void RuntimeIdentifier_ChoosesTheTarget_AndDefaultHasAllOthers(string? identifier, string target, bool isOther)
    {
        var model = Read(ByRuntime, new(null, identifier)).Policy.Models.Single();
        Assert.Equal((target, isOther), (model.Target.Value, model.IsOtherTarget));
    }

    [Fact]
    public void TargetOfTheBuild_GoesBeforeWhatIsWritten()
    {
        var model = Read("server", new("edge", "linux-x64")).Policy.Models.Single();
        Assert.Equal(("edge", true), (model.Target.Value, model.IsOtherTarget));
        Assert.Equal("edge", Read(ByRuntime, new("edge", null)).Policy.Models.Single().Target.Value);
        Assert.False(Read("edge", new("edge")).Policy.Models.Single().IsOtherTarget);
    }

    [Fact]
    public void TargetThatOnlyOneRuntimeUses_IsUsed()
    {
        Assert.Empty(Read(ByRuntime, new()).Warnings);
        Assert.Equal("POB1023", Assert.Single(Read("server", new()).Warnings).Code);
    }

    [Fact]
    public void Rejects_ATargetThatThePolicyLacks() =>
        Rejects("POB1101", "Did you mean 'server'?", "server", new("sever"));

    [Fact]
    public void Rejects_AMapWithoutDefault() => Rejects("POB1102", "Add default:", "{ linux-x64: server, android-arm64: edge }", null);

    [Fact]
    public void Rejects_AKeyThatIsNoRuntimeIdentifier() =>
        Rejects("POB1103", "Did you mean 'linux-x64'?", "{ linux-x46: edge, default: server }", null);

    [Fact]
    public void Rejects_AnUnknownTargetOfAnyRuntime_WhicheverIsBuilt() =>
        Rejects("POB1012", "Did you mean 'edge'?", "{ android-arm64: edgy, default: server }", new(null, "linux-x64"));

    [Fact]
    public void Rejects_SettingsThatDoNotFitTheTargetOfAnyRuntime() =>
        Rejects("POB1", "sparsity", "{ android-arm64: edge, default: server }", null, "{ sparsity: 0.7 }");

    [Theory]
    [InlineData("{ linux-x64: [server], default: server }")]
    [InlineData("{}")]
    [InlineData("[server]")]
    public void Rejects_WhatIsNoName(string target) => Assert.Throws<PruneOnBuildException>(() => Read(target, null));

    private static void Rejects(string code, string words, string target, TargetChoice? choice, string goal = "{ flops: 0.5 }")
    {
        var thrown = Assert.Throws<PruneOnBuildException>(() => Read(target, choice, goal));
        Assert.Contains(thrown.Diagnostics, mistake =>
            mistake.Code.StartsWith(code, StringComparison.Ordinal) && mistake.Message.Contains(words, StringComparison.Ordinal));
    }

    private static PolicyReading Read(string target, TargetChoice? choice, string goal = "{ flops: 0.5 }") => PolicyReader.Parse(
        $$"""
        version: 1
        targets:
          server: { hardware: cpu }
          edge: { hardware: cpu, threads: 1 }
        models:
          - path: net.onnx
            target: {{target}}
            prune: { goal: {{goal}} }
            gates: { size: { maxShare: 90% } }
        """,
        "prune.yaml",
        choice);
}
