using System.Globalization;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Pruning;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Cli.Tests;

/// <summary>A folder with a policy, a model and data, and the tool to run there.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Workspace()
    {
        WriteModel();
        WriteEvaluation(new NpzWriter().Floats("x", [4, 3, 8, 8], Values(4 * 3 * 8 * 8)).Longs("labels", [4], 0, 1, 2, 3));
        WritePolicy();
    }

    public FakePruner Pruner { get; } = new();

    public FakeMeters Meters { get; } = new();

    /// <summary>Environment variables that the tool sees; of the machine's it sees none.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    public string this[string relative] => _folder.File(relative);

    public void WriteModel(bool externalData = false) => OnnxWriter.Write(
        TinyModel.Input("x", -1, 3, 8, 8)
            .Conv("conv1", 8).Relu().Conv("conv2", 8).Relu().GlobalAveragePool().Flatten().Gemm("fc", 4)
            .Edit(model => StoreWeights(model, externalData)).Output("y"),
        this["Models/net.onnx"]);

    public static float[] Values(int count) => [.. Enumerable.Range(0, count).Select(i => (i % 17) / 17f)];

    public string Write(string relative, string text) => _folder.Write(relative, text);

    public void WriteEvaluation(NpzWriter data)
    {
        Directory.CreateDirectory(this["data"]);
        data.Write(this["data/evaluation.npz"]);
    }

    /// <summary>A policy whose gates the fake figures pass, unless told otherwise.</summary>
    public void WritePolicy(double maxDrop = 0.5, double speedup = 1.5, string size = "1MB", string criterion = "l1", string firstLine = "version: 1", string goal = "{ flops: 0.5 }") =>
        Write("prune.yaml", string.Create(CultureInfo.InvariantCulture, $$"""
            {{firstLine}}
            targets:
              here: { hardware: cpu, threads: 1 }
            models:
              - path: Models/net.onnx
                target: here
                prune: { goal: {{goal}}, criterion: {{criterion}} }
                data: { evaluation: data/evaluation.npz }
                gates:
                  latency: { speedup: {{speedup}} }
                  accuracy: { metric: top1, maxDrop: {{maxDrop}} }
                  size: { max: {{size}} }

            """));

    /// <summary>The same policy with these gates alone, from line 10 on.</summary>
    public void WriteGates(params string[] gates)
    {
        string policy = File.ReadAllText(this["prune.yaml"]);
        string head = policy[..(policy.IndexOf("gates:\n", StringComparison.Ordinal) + "gates:\n".Length)];
        Write("prune.yaml", head + string.Concat(gates.Select(gate => $"      {gate}\n")));
    }

    /// <summary>The same policy with another target, in line 3.</summary>
    public void WriteTarget(string target) =>
        Write("prune.yaml", File.ReadAllText(this["prune.yaml"]).Replace("{ hardware: cpu, threads: 1 }", target, StringComparison.Ordinal));

    /// <summary>Prunes the one model, with the fakes.</summary>
    public RunResult Prune(params string[] more) => Run(
        ["prune", "--policy", this["prune.yaml"], "--model", this["Models/net.onnx"], "--output", this["out"], .. more]);

    /// <summary>Prunes the one model with another pruner.</summary>
    public RunResult Prune(IPruner pruner, string output) => Run(
        pruner, "prune", "--policy", this["prune.yaml"], "--model", this["Models/net.onnx"], "--output", this[output]);

    public RunResult Run(params string[] arguments) => Run(Pruner, arguments);

    private RunResult Run(IPruner pruner, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        int exitCode = Program.Run(arguments, output, colour: false, pruner, Meters, environment: Environment.GetValueOrDefault);
        return new RunResult((ExitCode)exitCode, output.ToString());
    }

    /// <summary>Files below the output folder, without the cache.</summary>
    public IReadOnlyList<string> OutputFiles() =>
        [.. AllFiles().Where(file => file.StartsWith("out/", StringComparison.Ordinal) && !file.StartsWith("out/.cache/", StringComparison.Ordinal))];

    public IReadOnlyList<string> AllFiles() => _folder.AllFiles();

    public void Dispose() => _folder.Dispose();

    private static void StoreWeights(ModelProto model, bool externalData)
    {
        foreach (var tensor in model.Graph.Initializer.Where(tensor => externalData && tensor.HasRawData))
            tensor.DataLocation = TensorProto.Types.DataLocation.External;
    }
}
