using PruneOnBuild.Pruning;

namespace PruneOnBuild.Cli.Tests.Locking;

/// <summary>The real pruner, from the lock alone: a fresh cache, no search, the same bytes.</summary>
public sealed class LockedBytesTests : IDisposable
{
    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("{ hardware: cpu, threads: 1, widths: 1 }", "{ flops: 0.5 }", "ranking")]
    [InlineData("{ hardware: sparse, threads: 1 }", "{ sparsity: 0.6 }", "measuring what zeros cost")]
    public void FromTheLockAlone_EqualBytes(string target, string goal, string search)
    {
        WritePolicy(target, goal);

        var searched = Prune("out1", "update");
        var again = Prune("out2", "off");
        var applied = Prune("out3", "require");

        Assert.Contains(search, searched.Text, StringComparison.Ordinal);
        Assert.Contains(search, again.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(search, applied.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("POB1966", applied.Text, StringComparison.Ordinal);
        Assert.Equal(Model("out1"), Model("out2"));
        Assert.Equal(Model("out1"), Model("out3"));
        Assert.NotEqual(File.ReadAllBytes(_work["Models/net.onnx"]), Model("out1"));

        // Another calibration sample: the data is part of what a plan stands on.
        new NpzWriter().Floats("x", [48, 3, 8, 8], Workspace.Values(48 * 3 * 8 * 8)).Write(_work["data/calibration.npz"]);
        Assert.Contains("is stale: the data changed", Assert.Single(Prune("out4", "require").Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ hardware: cpu, threads: 1, widths: 1 }", "{ flops: 0.5 }", "re-fitting")]
    [InlineData("{ hardware: sparse, threads: 1 }", "{ sparsity: 0.6 }", "re-fitting")]
    public void RecoveredWeights_AreKeptBesideTheLock_AndRecoveredAgainWhereTheyAreNot(string target, string goal, string recovery)
    {
        WritePolicy(target, goal);
        Assert.Contains(recovery, Prune("out1", "update").Text, StringComparison.Ordinal);
        string kept = Assert.Single(Directory.GetFiles(_work["prune.lock.d"]));
        Assert.Equal(Model("out1"), File.ReadAllBytes(kept));

        var applied = Prune("out2", "require");
        Assert.DoesNotContain(recovery, applied.Text, StringComparison.Ordinal);
        Assert.Contains(kept, File.ReadAllLines(_work["out2/inputs.txt"]));
        Assert.Equal(Model("out1"), Model("out2"));

        File.WriteAllBytes(kept, [.. File.ReadAllBytes(kept), 0]);
        var broken = Prune("out3", "require");
        Assert.Contains(recovery, broken.Text, StringComparison.Ordinal);
        Assert.Single(broken.Warnings, warning => warning.Contains("warning POB1968: ", StringComparison.Ordinal));
        Assert.Equal(Model("out1"), Model("out3"));

        Directory.Delete(_work["prune.lock.d"], recursive: true);
        var without = Prune("out4", "require");
        Assert.Contains(recovery, without.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("POB196", without.Text, StringComparison.Ordinal);
        Assert.Equal(Model("out1"), Model("out4"));
    }

    [Theory]
    [InlineData("{ hardware: cpu, threads: 1, widths: 1 }", "{ flops: 0.5 }", "has another shape than the plan gives it")]
    [InlineData("{ hardware: sparse, threads: 1 }", "{ sparsity: 0.6 }", "where the plan has zeros")]
    public void KeptModelOfAnotherPlan_IsAnError_EvenUnderTheRightHash(string target, string goal, string words)
    {
        WritePolicy(target, goal);
        Prune("out1", "update");
        string kept = Assert.Single(Directory.GetFiles(_work["prune.lock.d"]));
        string old = Path.GetFileName(kept).Split('.')[1];
        byte[] dense = File.ReadAllBytes(_work["Models/net.onnx"]);
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(dense));
        File.WriteAllBytes(kept.Replace(old, hash[..16], StringComparison.Ordinal), dense);
        string text = File.ReadAllText(_work["prune.lock"]);
        _work.Write("prune.lock", System.Text.RegularExpressions.Regex.Replace(text, "\"pruned\": \"[0-9a-f]+\"", $"\"pruned\": \"{hash}\""));

        string error = Assert.Single(Prune("out2", "require").Errors);
        Assert.Contains("prune.lock : error POB3020: ", error, StringComparison.Ordinal);
        Assert.Contains(words, error, StringComparison.Ordinal);
    }

    [Fact]
    public void KeptModelsThatNoEntrySpeaksOf_Go()
    {
        WritePolicy("{ hardware: cpu, threads: 1, widths: 1 }", "{ flops: 0.5 }");
        Prune("out1", "update");
        string first = Assert.Single(Directory.GetFiles(_work["prune.lock.d"]));
        WritePolicy("{ hardware: cpu, threads: 1, widths: 1 }", "{ flops: 0.7 }");
        Prune("out2", "update");

        Assert.NotEqual(first, Assert.Single(Directory.GetFiles(_work["prune.lock.d"])));

        WritePolicy("{ hardware: cpu, threads: 1, widths: 1 }", "{ flops: 0.7 }", "none");
        Prune("out3", "update");
        Assert.False(Directory.Exists(_work["prune.lock.d"]));
    }

    [Fact]
    public void GroupThatDoesNotExist_IsAnError()
    {
        Assert.Equal(ExitCode.Passed, Prune("out1", "update", "--verdicts", "warn").ExitCode);
        string text = File.ReadAllText(_work["prune.lock"]);
        _work.Write("prune.lock", text.Replace("conv1 output", "conv9 output", StringComparison.Ordinal));

        var run = Prune("out2", "use");

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        string error = Assert.Single(run.Errors);
        Assert.Contains("prune.lock : error POB3020: ", error, StringComparison.Ordinal);
    }

    private void WritePolicy(string target, string goal, string recovery = "least-squares")
    {
        _work.Write("prune.yaml", $$"""
            version: 1
            targets:
              here: {{target}}
            models:
              - path: Models/net.onnx
                target: here
                prune: { goal: {{goal}}, criterion: obs, recovery: {{recovery}} }
                data: { calibration: data/calibration.npz }

            """);
        new NpzWriter().Floats("x", [48, 3, 8, 8], Noise(48 * 3 * 8 * 8)).Write(_work["data/calibration.npz"]);
    }

    private static float[] Noise(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }

    /// <summary>Each run with a cache of its own.</summary>
    private RunResult Prune(string output, string mode, params string[] more)
    {
        using var text = new StringWriter { NewLine = "\n" };
        string[] arguments =
        [
            "prune", "--policy", _work["prune.yaml"], "--model", _work["Models/net.onnx"], "--output", _work[output], "--lock", mode, .. more,
        ];
        return new RunResult((ExitCode)Program.Run(arguments, text, colour: false, new Pruner(), _work.Meters), text.ToString());
    }

    private byte[] Model(string output) => File.ReadAllBytes(_work[$"{output}/net.onnx"]);
}
