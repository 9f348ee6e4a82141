using System.Collections.Immutable;
using PruneOnBuild.Cli.Locking;
using PruneOnBuild.Cli.Stages;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Plans;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Cli.Tests.Locking;

/// <summary>The file itself: what is written is what is read, and what is broken is said with its line.</summary>
public sealed class LockFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("prune.lock");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Text_IsMadeForDiffs() => Assert.Equal(
        """
        {
          "version": 1,
          "models": {
            "Models/a.onnx": {
              "model": "m",
              "policy": "p",
              "data": null,
              "tool": "0.1.0",
              "platform": "here",
              "pruned": "s",
              "pattern": "structured",
              "seed": 7,
              "groups": [
                { "name": "conv \"1\" <ü> output", "channels": 8, "kept": "0-3 7" },
                { "name": "conv2 output", "channels": 4, "kept": "1" }
              ],
              "masks": [],
              "sparse": [],
              "warnings": [
                { "code": "POB3006", "place": "goal", "message": "Out of reach." }
              ]
            },
            "Models/b.onnx": {
              "model": "m",
              "policy": "p",
              "data": "d",
              "tool": "0.1.0",
              "platform": "here",
              "pruned": "s",
              "pattern": "unstructured",
              "seed": 7,
              "groups": [],
              "masks": [
                { "weight": "w", "elements": 9, "kept": "MwAA" }
              ],
              "sparse": [
                "conv1"
              ],
              "warnings": []
            }
          }
        }

        """.ReplaceLineEndings("\n"),
        LockText.Of(Content()).Replace(Mask().Kept, "MwAA", StringComparison.Ordinal));

    [Fact]
    public void LoadAndSave_IsTheIdentity()
    {
        string text = LockText.Of(Content());
        _folder.Write("prune.lock", text);

        Assert.Equal(text, LockText.Of(new LockFile(Path).Read()));
        Assert.Equal("{\n  \"version\": 1,\n  \"models\": {}\n}\n", LockText.Of(LockContent.Empty));
    }

    [Fact]
    public void LineEndingsOfAnotherSystem_DoNotMatter()
    {
        string text = LockText.Of(Content());
        _folder.Write("prune.lock", text.ReplaceLineEndings("\r\n"));

        Assert.Equal(text, LockText.Of(new LockFile(Path).Read()));
    }

    [Fact]
    public void NoFile_IsAnEmptyOne() => Assert.Empty(new LockFile(Path).Read().Models);

    [Theory]
    [InlineData("", 1)]
    [InlineData("[]", 1)]
    [InlineData("null", 0)]
    [InlineData("{\n<<<<<<< ours\n", 2)]
    [InlineData("{\n  \"version\": 1\n}", 3)]
    [InlineData("{\n  \"models\": {}\n}", 3)]
    [InlineData("{\n  \"version\": 1,\n  \"models\": { \"a.onnx\": null }\n}", 0)]
    [InlineData("{\n  \"version\": 1,\n  \"models\": {},\n  \"models\": {}\n}", 4)]
    [InlineData("{\n  \"version\": 1,\n  \"other\": 1,\n  \"models\": {}\n}", 3)]
    public void BrokenText_IsOneErrorWithItsLine(string text, int line) => IsBroken(text, line, "POB1961");

    [Theory]
    [InlineData("\"kept\": \"0-3 7\"", "\"kept\": \"3-0\"", 14, "ascending ranges")]
    [InlineData("\"kept\": \"0-3 7\"", "\"kept\": 3", 14, "ascending ranges")]
    [InlineData("\"elements\": 9", "\"elements\": 999", 34, "the mask of 'w' is damaged")]
    [InlineData("      \"seed\": 7,\n", "", 21, "'seed' is missing")]
    [InlineData("\"model\": \"m\"", "\"model\": null", 5, "'model' is null")]
    [InlineData("{ \"name\": \"conv2 output\", \"channels\": 4, \"kept\": \"1\" }", "null", 0, "is null")]
    public void BrokenEntry_IsOneErrorWithItsLine(string good, string bad, int line, string words)
    {
        string text = LockText.Of(Content());
        Assert.Contains(good, text, StringComparison.Ordinal);
        int at = text.IndexOf(good, StringComparison.Ordinal);
        var error = IsBroken(text[..at] + bad + text[(at + good.Length)..], line, "POB1961");

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("\"1\"")]
    [InlineData("1.5")]
    public void UnknownVersion_IsOneErrorWithItsLine(string version) =>
        IsBroken($"{{\n  \"version\": {version},\n  \"sections\": []\n}}", 2, "POB1962");

    [Fact]
    public void Put_KeepsTheOthers_AndDropsWhatThePolicyNoLongerCovers()
    {
        string policyFile = _folder.Write("prune.yaml", """
            version: 1
            targets: { here: { hardware: cpu, threads: 1 } }
            models:
              - { path: "Models/*.onnx", target: here, prune: { goal: { flops: 0.5 } } }

            """);
        var policy = PolicyReader.Read(policyFile).Policy;
        var entry = Content().Models["Models/a.onnx"];
        string text = LockText.Of(new LockContent(1, Content().Models.Add("gone.onnx", entry)));
        _folder.Write("prune.lock", text);

        LockFile.Of(policy).Put(policy, _folder.File("Models/c.onnx"), entry with { Seed = 9 }, null, () => { });

        var models = new LockFile(Path).Read().Models;
        Assert.Equal(["Models/a.onnx", "Models/b.onnx", "Models/c.onnx"], models.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(9, models["Models/c.onnx"].Seed);
        Assert.Equal(["prune.lock", "prune.yaml"], _folder.AllFiles());
    }

    [Fact]
    public void SeveralWritersAtOnce_LoseNothing()
    {
        string policyFile = _folder.Write("prune.yaml", """
            version: 1
            targets: { here: { hardware: cpu, threads: 1 } }
            models:
              - { path: "*.onnx", target: here, prune: { goal: { flops: 0.5 } } }

            """);
        var policy = PolicyReader.Read(policyFile).Policy;
        var entry = Content().Models["Models/a.onnx"];

        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            LockFile.Of(policy).Put(policy, _folder.File($"{i}.onnx"), entry, null, () => { }));

        Assert.Equal(8, new LockFile(Path).Read().Models.Count);
    }

    private static PackedMask Mask() =>
        PackedMask.Of(new WeightMask("w", [true, false, true, true, false, false, true, true, true]));

    private static LockContent Content()
    {
        var entry = new LockEntry(
            "m",
            "p",
            null,
            "0.1.0",
            "here",
            "s",
            "structured",
            7,
            [new LockedGroup("conv \"1\" <ü> output", 8, [0, 1, 2, 3, 7]), new LockedGroup("conv2 output", 4, [1])],
            [],
            [],
            [new StoredWarning("POB3006", "goal", "Out of reach.")]);
        var sparse = entry with { Data = "d", Pattern = "unstructured", Groups = [], Masks = [Mask()], Sparse = ["conv1"], Warnings = [] };
        return new LockContent(1, ImmutableDictionary.CreateRange<string, LockEntry>(
            [KeyValuePair.Create("Models/b.onnx", sparse), KeyValuePair.Create("Models/a.onnx", entry)]));
    }

    private Diagnostic IsBroken(string text, int line, string code)
    {
        _folder.Write("prune.lock", text);
        var error = Assert.Single(Assert.Throws<PruneOnBuildException>(() => new LockFile(Path).Read()).Diagnostics);
        Assert.Equal((code, Path), (error.Code, error.Location.File));
        Assert.Equal(line, error.Location.Line);
        Assert.Contains("--lock update", error.Message, StringComparison.Ordinal);
        return error;
    }
}
