using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy.Tests;

/// <summary>One mistake at a time: the code, the exact place, and the words that help.</summary>
public sealed class PolicyReaderRejectsTests
{
    private const string Goal = "{ flops: 0.5 }";
    private const string Size = "{ size: { max: 1MB } }";
    private const string Data = "{ calibration: cal.npz, evaluation: eval.npz }";
    private const string Prune = "prune: { goal: { flops: 0.5 } }";

    [Theory]
    [InlineData("a: 1\n▸\tb: 2\n", "indented with a tab. Indent with spaces.")]
    [InlineData("a: ▸'x\n", "Close the quote")]
    [InlineData("a: b▸: c\n", "in quotes")]
    [InlineData("version: 1\n▸---\nversion: 1\n", "second document")]
    [InlineData("version: ▸!!int 1\n", "the tag")]
    [InlineData("version: ▸*one\n", "*one refers to an anchor that is not defined above")]
    [InlineData("path: ▸**/*.onnx\n", "Text that begins with * needs quotes: \"**/*.onnx\".")]
    [InlineData("x: &here { a: ▸*here }\n", "refers to the value that it stands in")]
    [InlineData("▸[a]: 1\n", "a key of this section is a list")]
    [InlineData("a: [1, 2\n▸", "brackets")]
    [InlineData("a: {\n▸b: 1\n", "is not closed before this line")]
    public void Rejects_BrokenYaml(string marked, string words) => Check("POB1002", "", marked, words);

    [Theory]
    [InlineData("▸: b\n")]
    [InlineData("a: 1\n: ▸b\nc: d\n")]
    [InlineData("a:\n :▸ b\n")]
    [InlineData("a:\n :▸ b\n c: d\n")]
    [InlineData("a:\n - :▸ b\n")]
    [InlineData("a:\n b: 1\n :▸ c\n")]
    [InlineData("a: { ▸: b }\n")]
    [InlineData("version: 1\ntargets:\n :▸ cpu }\n  edge\n")]
    public void Rejects_MissingKeyBeforeColon(string marked) => Check("POB1002", "", marked, "no key stands before the ':' here");

    [Fact]
    public void Rejects_Nesting() => Check("POB1003", "", $"a: {new string('[', 32)}▸{new string('[', 50_000)}", "32 levels");

    [Theory]
    [InlineData("cpu", "▸cpo", "hardware 'cpo' is unknown. Did you mean 'cpu'? Use cpu, gpu or sparse.")]
    [InlineData(Goal, "{ flops: 0.5 }, criterion: ▸l3", "criterion 'l3' is unknown. Did you mean 'l1'?")]
    [InlineData(Goal, "{ flops: 0.5 }, criterion: ▸magnitude", "criterion 'magnitude' is unknown. Use l1, l2, obs,")]
    [InlineData(Goal, "{ flops: 0.5 }, recovery: ▸leastsquares", "Did you mean 'least-squares'?")]
    [InlineData(Goal, "{ flops: 0.5 }, allocation: ▸uniform", "Use global or layer.")]
    [InlineData(Goal, "▸fast", "Did you mean 'fastest'?")]
    [InlineData("hardware: cpu", "hardware: cpu, provider: ▸cup", "Did you mean 'cpu'?")]
    [InlineData("hardware: sparse", "hardware: sparse, pattern: ▸structured", "Did you mean 'unstructured'?")]
    [InlineData(Size, "{ accuracy: { metric: ▸top-1, min: 0.8 } }", "Did you mean 'top1'?")]
    [InlineData(Size, "{ size: { max: 1MB }, onInconclusive: { ci: ▸error } }", "Use warn or fail.")]
    [InlineData(Data, "{ preprocess: [ { layout: ▸NCWH } ] }", "Did you mean 'NCHW'?")]
    public void Rejects_UnknownValue(string setting, string replacement, string words) =>
        Check("POB1004", setting, replacement, words);

    [Theory]
    [InlineData("version: 1", "version: 1\n▸model: []", "unknown at the top of a policy. Did you mean 'models'?")]
    [InlineData("hardware: cpu", "hardware: cpu, ▸thread: 2", "unknown in 'targets'. Did you mean 'threads'?")]
    [InlineData(Goal, "{ flops: 0.5 }, ▸critereon: l1", "Did you mean 'criterion'? Allowed are goal, criterion, recovery,")]
    [InlineData(Prune, "prune: { goal: { flops: 0.5 } }\n    ▸criterion: l1", "It belongs in 'models.prune'.")]
    [InlineData(Goal, "{ ▸flop: 0.5 }", "Did you mean 'flops'?")]
    [InlineData(Size, "{ size: { max: 1MB, ▸maximum: 2MB } }", "unknown in 'models.gates.size'")]
    [InlineData("hardware: sparse", "hardware: sparse, pattern: { ▸blok: 4x1 }", "Did you mean 'block'?")]
    [InlineData(Data, "{ preprocess: [ { ▸blur: 32 } ] }", "Allowed are scale, normalize, layout, order, resize, crop, pad, gray and type.")]
    public void Rejects_UnknownKey(string setting, string replacement, string words) =>
        Check("POB1005", setting, replacement, words);

    [Theory]
    [InlineData("", "▸just text", "The policy is 'just text', but must be a section")]
    [InlineData("server: { hardware: cpu }", "▸server: ", "server is empty, but must be a section")]
    [InlineData("server: { hardware: cpu }", "server: ▸cpu", "server is 'cpu', but must be a section with the keys hardware,")]
    [InlineData("hardware: cpu", "hardware: cpu, threads: ▸many", "'many', but must be a whole number in [1, 1024], such as 2.")]
    [InlineData("hardware: cpu", "hardware: cpu, threads: ▸2.5", "whole number")]
    [InlineData("hardware: cpu", "hardware: cpu, threads: ▸[2]", "threads is a list")]
    [InlineData("hardware: cpu", "hardware: cpu, ▸threads: ", "threads is empty")]
    [InlineData("hardware: cpu", "hardware: cpu, ▸threads: ~", "threads is empty")]
    [InlineData(Goal, "▸0.5", "Say what the number means: goal: { ratio: 0.5 }.")]
    [InlineData(Goal, "▸flops", "Give 'flops' a value.")]
    [InlineData(Goal, "{ flops: ▸half }", "flops is 'half', but must be a share in (0, 1], such as 0.5 or 50%.")]
    [InlineData(Goal, "{ flops: ▸\"0.5\" }", "Write 0.5 without quotes.")]
    [InlineData(Goal, "{ flops: ▸.nan }", "flops is '.nan'")]
    [InlineData(Goal, "{ speedup: ▸1.8x }", "Write 1.8, without a unit.")]
    [InlineData(Goal, "{ flops: 0.5 }, keep: ▸\"/head/*\"", "Put it in a list")]
    [InlineData(Goal, "{ flops: 0.5 }, maxSeconds: ▸300s", "Write 300, without a unit.")]
    [InlineData(Goal, "{ size: ▸big }", "a size with its unit, such as 700KB or 1.5MB")]
    [InlineData(Data, "{ evaluation: ▸\"a\\nb\" }", "line break or control character")]
    [InlineData(Data, "{ preprocess: [ ▸scale ] }", "exactly one of the keys scale, normalize, layout, order,")]
    [InlineData(Data, "{ preprocess: [ { normalize: { mean: ▸[], std: [1] } } ] }", "mean is an empty list")]
    [InlineData("hardware: sparse", "hardware: sparse, pattern: { block: ▸4 }", "such as 4x1")]
    [InlineData(Data, "{ inputs: ▸image }", "names, each with a name")]
    [InlineData(Data, "{ inputs: { x: ▸[] } }", "x is an empty list, but must be a name or a list of names")]
    [InlineData(Data, "{ header: ▸yes }", "header is 'yes', but must be true or false.")]
    [InlineData(Data, "{ audio: { rate: ▸16kHz } }", "rate is '16kHz'")]
    [InlineData(Data, "{ axes: { seq: ▸long } }", "seq is 'long', but must be a whole number")]
    public void Rejects_OtherKindOfValue(string setting, string replacement, string words) =>
        Check("POB1006", setting, replacement, words);

    [Theory]
    [InlineData(Goal, "{ ratio: ▸30 }", "ratio is 30, but must lie in [0, 1). For 30 per cent write 0.3 or 30%.")]
    [InlineData(Goal, "{ ratio: ▸1 }", "ratio is 1, but must lie in [0, 1).")]
    [InlineData(Goal, "{ ratio: ▸100% }", "ratio is 100%, but must lie in [0, 1).")]
    [InlineData(Goal, "{ flops: ▸0 }", "flops is 0, but must lie in (0, 1].")]
    [InlineData(Goal, "{ flops: ▸-0.5 }", "flops is -0.5, but")]
    [InlineData(Goal, "{ speedup: ▸1 }", "speedup is 1, but must be above 1.")]
    [InlineData(Goal, "{ size: ▸0KB }", "size is 0KB, but must be 1B or more")]
    [InlineData(Goal, "{ size: ▸9e30GB }", "at most 1024 TiB")]
    [InlineData(Goal, "{ flops: 0.5 }, maxSeconds: ▸0", "maxSeconds is 0, but must lie in (0, 604800].")]
    [InlineData(Goal, "{ flops: 0.5 }, seed: ▸-1", "seed is -1, but must lie in [0, 2147483647].")]
    [InlineData(Goal, "{ flops: 0.5 }, seed: ▸3e9", "seed is 3e9")]
    [InlineData("hardware: cpu", "hardware: cpu, threads: ▸0", "threads is 0, but must lie in [1, 1024].")]
    [InlineData("hardware: cpu", "hardware: cpu, widths: ▸0", "widths is 0")]
    [InlineData("hardware: sparse", "hardware: sparse, pattern: ▸\"4:4\"", "1 <= n < m <= 64")]
    [InlineData("hardware: sparse", "hardware: sparse, pattern: ▸0:4", "pattern is 0:4")]
    [InlineData("hardware: sparse", "hardware: sparse, pattern: { block: ▸1x1 }", "more than one weight")]
    [InlineData(Size, "{ accuracy: { metric: top1, min: ▸84 } }", "in [0, 1]. For 84 per cent write 0.84 or 84%.")]
    [InlineData(Size, "{ accuracy: { metric: top1, maxDrop: ▸1 } }", "maxDrop is 1")]
    [InlineData(Size, "{ accuracy: { metric: topk, k: ▸0, min: 0.8 } }", "k is 0")]
    [InlineData(Size, "{ accuracy: { metric: miou, min: ▸-0.1 } }", "min is -0.1, but must lie in [0, 1].")]
    [InlineData(Size, "{ accuracy: { metric: psnr, maxDrop: ▸-1 } }", "maxDrop is -1, but must be 0 or more")]
    [InlineData(Size, "{ accuracy: { metric: mse, maxRise: ▸-1 } }", "maxRise is -1, but must be 0 or more")]
    [InlineData(Size, "{ accuracy: { metric: custom, command: x, min: 1, maxSeconds: ▸0 } }", "maxSeconds is 0")]
    [InlineData(Size, "{ size: { maxShare: ▸1.2 } }", "maxShare is 1.2, but must lie in (0, 1].")]
    [InlineData(Size, "{ latency: { speedup: 1.5, confidence: ▸0.5 } }", "confidence is 0.5, but must lie in (0.5, 1).")]
    [InlineData(Size, "{ latency: { p50: ▸0ms, runner: r } }", "p50 is 0ms")]
    [InlineData(Data, "{ preprocess: [ { normalize: { mean: [0], std: [▸0] } } ] }", "std[1] is 0, but must be above 0.")]
    public void Rejects_OutOfRange(string setting, string replacement, string words) =>
        Check("POB1007", setting, replacement, words);

    [Theory]
    [InlineData(Size, "{ size: { max: ▸700000 } }", "max is 700000 without a unit. Write a size as 700000B or 700KB;")]
    [InlineData(Size, "{ size: { max: ▸700 } }", "Write a size as 700KB or 700MB;")]
    [InlineData(Size, "{ size: { max: ▸700KO } }", "'KO' is no unit of a size. Did you mean 'KB'?")]
    [InlineData(Size, "{ latency: { p95: ▸3, runner: r } }", "Write a duration as 3ms or 3s;")]
    [InlineData(Size, "{ latency: { p95: ▸3msec, runner: r } }", "'msec' is no unit of a duration")]
    public void Rejects_MissingOrUnknownUnit(string setting, string replacement, string words) =>
        Check("POB1008", setting, replacement, words);

    [Theory]
    [InlineData("version: 1", "version: 1\n▸version: 1", "'version' is already written in line 1.")]
    [InlineData("  edge: {", "  ▸server: { hardware: cpu }\n  edge: {", "'server' is already written in line 3.")]
    [InlineData("hardware: cpu", "hardware: cpu, ▸hardware: gpu", "'hardware' is already written in line 3.")]
    public void Rejects_KeyWrittenTwice(string setting, string replacement, string words) =>
        Check("POB1009", setting, replacement, words);

    [Theory]
    [InlineData("version: 1\n", "▸", "The policy lacks the key 'version'. Add 'version:' with 1.")]
    [InlineData("", "▸", "The policy is empty.")]
    [InlineData("", "▸# only a comment\n", "The policy is empty.")]
    [InlineData("  - path: a.onnx\n    target: server", "  - ▸path: a.onnx", "models[1] lacks the key 'target'")]
    [InlineData("    prune: { goal: { flops: 0.5 } }", "    ▸prune: { seed: 1 }", "prune lacks the key 'goal'")]
    [InlineData(Size, "{ ▸accuracy: { min: 0.8 } }", "accuracy lacks the key 'metric'")]
    [InlineData(Data, "{ preprocess: [ { ▸normalize: { mean: [0] } } ] }", "normalize lacks the key 'std'")]
    public void Rejects_MissingKey(string setting, string replacement, string words) =>
        Check("POB1010", setting, replacement, words);

    [Theory]
    [InlineData("▸2", "version is '2', but this PruneOnBuild reads version 1.")]
    [InlineData("▸1.0", "Write version: 1")]
    [InlineData("▸\"1\"", "Write version: 1")]
    [InlineData("▸[1]", "version is a list")]
    public void Rejects_OtherVersion(string version, string words) =>
        Check("POB1011", "version: 1", $"version: {version}\nfuture: key", words);

    [Theory]
    [InlineData("target: ▸sever", "'sever' does not exist. Did you mean 'server'? Targets are server and edge;")]
    [InlineData("target: ▸Server", "Did you mean 'server'?")]
    public void Rejects_UnknownTarget(string target, string words) => Check("POB1012", "target: server", target, words);

    [Theory]
    [InlineData("  server\u0001: { hardware: cpu }", "POB1012", "Did you mean 'server?'?")]
    [InlineData("  \"server\\u0085\": { hardware: cpu }", "POB1012", "Did you mean 'server?'?")]
    [InlineData("  \"server\\n\": { threads: 2 }", "POB1010", "server? lacks the key 'hardware'.")]
    [InlineData("  server\u0001: cpu", "POB1006", "server? is 'cpu', but must be a section")]
    [InlineData("  server\u0001:", "POB1006", "server? is empty, but must be a section")]
    public void Rejects_ControlCharacterInName_WithoutPrintingIt(string target, string code, string words)
    {
        var mistakes = Reading.MistakesIn(Marked.With("  server: { hardware: cpu }", target));

        Assert.Contains(mistakes, mistake => mistake.Code == code && mistake.Message.Contains(words, StringComparison.Ordinal));
        Assert.Contains(mistakes, mistake =>
            mistake.Message.StartsWith("a name is text with a line break or control character", StringComparison.Ordinal));
        Assert.All(mistakes, mistake => Assert.DoesNotContain(mistake.Message, char.IsControl));
    }

    [Fact]
    public void Rejects_PatternOnPlainHardware() =>
        Check("POB1013", "hardware: cpu", "hardware: cpu, ▸pattern: unstructured", "but this target's hardware is cpu");

    [Fact]
    public void Rejects_PatternOnPlainHardware_AndNamesWhatHelps() =>
        Check("POB1013", "hardware: cpu", "hardware: cpu, ▸pattern: unstructured",
            "sparse with provider: sparse-cpu, whose kernels skip zeros on any CPU, or intent: size");

    [Theory]
    [InlineData("flops: 0.5", "▸sparsity: 0.5", "does not fit target 'server', whose hardware is cpu")]
    [InlineData("sparsity: 0.5", "▸ratio: 0.5", "The goal ratio does not fit target 'edge', whose hardware is sparse")]
    [InlineData("sparsity: 0.5", "▸ratio: 0.5", "Aim at sparsity, flops or size")]
    [InlineData("sparsity: 0.5", "▸speedup: 2", "Aim at sparsity, flops or size")]
    public void Rejects_GoalThatTheTargetCannotServe(string setting, string replacement, string words) =>
        Check("POB1014", setting, replacement, words);

    [Theory]
    [InlineData("{ sparsity: 0.5 }", "{ sparsity: 0.5 }, criterion: ▸batchnorm-scale", "scores channels, not weights")]
    public void Rejects_CriterionOfChannelsOnSparseTarget(string setting, string replacement, string words) =>
        Check("POB1015", setting, replacement, words);

    [Theory]
    [InlineData("{ ▸sparsity: 0.7 }", "pattern 2:4 zeroes 0.5 of the weights at most")]
    [InlineData("{ sparsity: 0.3 }, allocation: ▸layer", "Write allocation: global, or sparsity: 0.5.")]
    public void Rejects_SparsityThatThePatternCannotHave(string goal, string words) =>
        Check("POB1015", "", Marked.With("{ sparsity: 0.5 }", goal)
            .Replace("hardware: sparse", "hardware: sparse, pattern: \"2:4\"", StringComparison.Ordinal), words);

    [Theory]
    [InlineData("{ latency: { ▸p50: 3ms } }", "p50 is an absolute latency")]
    [InlineData("{ latency: { speedup: 1.2, ▸p99: 3ms } }", "p99 is an absolute latency")]
    [InlineData("{ latency: { ▸p90: 3ms } }", "p90 is an absolute latency")]
    [InlineData("{ latency: { speedup: 1.2, ▸coldStart: 300ms } }", "coldStart is an absolute latency")]
    [InlineData("{ latency: { ▸throughput: { batch: 16, min: 900 } } }", "throughput is an absolute latency")]
    public void Rejects_AbsoluteLatencyWithoutRunner(string gates, string words) => Check("POB1016", Size, gates, words);

    [Theory]
    [InlineData("parameters: ▸many", "POB1006", "parameters is 'many', but must be a count of 1 or more, such as 300k")]
    [InlineData("parameters: ▸0.5", "POB1007", "parameters is 0.5, but must be 1 or more")]
    [InlineData("parameters: ▸-3k", "POB1007", "must be 1 or more")]
    [InlineData("multiplyAdds: ▸20m", "POB1008", "'m' is no unit of a count. Did you mean 'M'?")]
    [InlineData("multiplyAdds: ▸20MB", "POB1008", "Units are k, M, G and T.")]
    [InlineData("sparsity: ▸0", "POB1007", "sparsity is 0")]
    [InlineData("allNodesOnProvider: ▸yes", "POB1006", "must be true or false")]
    public void Rejects_StructureThatIsNoCount(string structure, string code, string words) =>
        Check(code, Size, $"{{ structure: {{ {structure} }} }}", words);

    [Theory]
    [InlineData("{ calibration: d.npz, evaluation: ▸d.npz }")]
    [InlineData("{ calibration: data/d.npz, evaluation: ▸./x/..\\data\\d.npz }")]
    public void Rejects_OneFileForCalibrationAndEvaluation(string data) => Check("POB1018", Data, data, "the same data");

    [Theory]
    [InlineData("{ ▸latency: { confidence: 0.9 } }", "Add speedup, p50, p90, p95, p99, coldStart or throughput")]
    [InlineData("{ ▸accuracy: { metric: top1 } }", "Add maxDrop or min; max or maxRise for errors")]
    [InlineData("{ ▸size: {} }", "Add max, maxShare, zipped or zippedShare")]
    [InlineData("{ ▸structure: {} }", "Add parameters, multiplyAdds, sparsity or allNodesOnProvider")]
    [InlineData("{ ▸structure: { allNodesOnProvider: false } }", "Add parameters, multiplyAdds, sparsity or allNodesOnProvider")]
    [InlineData("{ ▸memory: {} }", "Add max or maxShare")]
    public void Rejects_GateWithoutThreshold(string gates, string words) => Check("POB1020", Size, gates, words);

    [Theory]
    [InlineData(Goal, "▸{ flops: 0.5, ratio: 0.3 }", "goal has 2 keys (flops, ratio), but takes exactly one.")]
    [InlineData(Goal, "▸{}", "goal says nothing.")]
    [InlineData(Data, "{ preprocess: [ ▸{ scale: 2, layout: NCHW } ] }", "preprocess[1] has 2 keys (scale, layout)")]
    public void Rejects_SeveralOfOneChoice(string setting, string replacement, string words) =>
        Check("POB1021", setting, replacement, words);

    [Theory]
    [InlineData("▸a.onnx")]
    [InlineData("▸./x/../a.onnx")]
    public void Rejects_SecondEntryForOneModel(string path) =>
        Check("POB1022", "path: b.onnx", $"path: {path}", "already has an entry in line 6");

    [Theory]
    [InlineData("{ flops: 0.5 }, criterion: ▸obs", "criterion obs needs calibration data")]
    [InlineData("{ flops: 0.5 }, criterion: ▸activation", "criterion activation needs calibration data")]
    [InlineData("{ flops: 0.5 }, recovery: ▸least-squares", "recovery least-squares needs calibration data")]
    public void Rejects_CriterionOrRecoveryWithoutCalibration(string prune, string words) =>
        Check("POB1026", "", Marked.With(Goal, prune).Replace($"    data: {Data}\n", "", StringComparison.Ordinal), words);

    [Fact]
    public void Rejects_FastestWithoutAccuracyGate() => Check("POB1027", Goal, "▸fastest", "there is none");

    [Theory]
    [InlineData("hardware: ▸gpu", "provider is missing")]
    [InlineData("hardware: cpu, provider: ▸cuda", "provider cuda does not run on hardware cpu.")]
    [InlineData("hardware: gpu, provider: ▸sparse-cpu", "does not run on hardware gpu")]
    public void Rejects_ProviderOfOtherHardware(string target, string words) => Check("POB1028", "hardware: cpu", target, words);

    [Fact]
    public void Rejects_MeanAndStdOfDifferentLength() =>
        Check("POB1032", Data, "{ preprocess: [ { normalize: { mean: [1, 2, 3], std: ▸[1, 2] } } ] }", "std has 2 values");

    [Theory]
    [InlineData("▸resize: { width: 224 }", "resize has width, but takes width and height, or short, or long.")]
    [InlineData("▸resize: { short: 256, long: 512 }", "resize has short and long")]
    [InlineData("▸resize: { filter: area }", "resize has no size")]
    [InlineData("▸crop: { center: 224, x: 0 }", "crop has center and x, but takes center, or x, y, width and height.")]
    [InlineData("▸crop: { x: 0, y: 0, width: 8 }", "crop has x and y and width")]
    public void Rejects_SizeSaidInNoOneWay(string step, string words) =>
        Check("POB1055", Data, $"{{ preprocess: [ {{ {step} }} ] }}", words);

    [Fact]
    public void Rejects_ClassNamedTwice() => Check("POB1056", Data, "{ classes: [cat, dog, ▸cat] }", "classes names 'cat' twice.");

    private static void Check(string code, string setting, string replacement, string words)
    {
        var mistake = Marked.OnlyMistake(code, Marked.With(setting, replacement));
        Assert.Equal(Severity.Error, mistake.Severity);
        Assert.Contains(words, mistake.Message, StringComparison.Ordinal);
    }
}
