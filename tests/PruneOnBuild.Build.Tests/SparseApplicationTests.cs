using System.Globalization;
using PruneOnBuild.Build.Tests.Throwaway;
using PruneOnBuild.Graph;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Build.Tests;

/// <summary>From the policy to a running application with both packages: a model with sparse operators, and the kernels that run it.</summary>
public sealed class SparseApplicationTests
{
    private const string Published = "bin/Debug/net10.0/Models/net.onnx";

    private readonly ThrowawayProject _project = new ThrowawayProject(realWorker: true).OnnxRuntime()
        .Property("ImplicitUsings", "enable").Item("OnnxModel", "Models/net.onnx")
        .Policy(
            "version: 1",
            "targets:",
            "  here: { hardware: sparse, threads: 1, provider: sparse-cpu }",
            "models:",
            "  - path: Models/net.onnx",
            "    target: here",
            "    prune: { goal: { sparsity: 0.6 }, criterion: l2 }")
        .Write("App.cs", """
            using Microsoft.ML.OnnxRuntime;
            using Microsoft.ML.OnnxRuntime.Tensors;
            using PruneOnBuild.Kernels.OnnxRuntime;

            var sparse = Path.Combine(AppContext.BaseDirectory, "Models", "net.onnx");
            try
            {
                using var refused = new InferenceSession(sparse);
            }
            catch (OnnxRuntimeException error)
            {
                Console.WriteLine($"refused: {error.Message}");
            }

            var values = new Random(1);
            var input = new DenseTensor<float>([1, 3, 16, 16]);
            foreach (ref var value in input.Buffer.Span)
                value = values.NextSingle() - 0.5f;

            float[] Run(string model)
            {
                using var options = new SessionOptions();
                using var session = new InferenceSession(model, options.AddPruneOnBuildSparseKernels());
                using var results = session.Run([NamedOnnxValue.CreateFromTensor("x", input)]);
                return [.. results[0].AsEnumerable<float>()];
            }

            var (expected, actual) = (Run(args[0]), Run(sparse));
            Console.WriteLine($"largest: {expected.Max(Math.Abs):R}");
            Console.WriteLine($"difference: {expected.Zip(actual, (x, y) => Math.Abs(x - y)).Max():R}");
            """);

    public SparseApplicationTests() => OnnxWriter.Write(
        TinyModel.Input("x", 1, 3, 16, 16)
            .Conv("conv1", 16).Relu().Conv("conv2", 32).Relu().GlobalAveragePool().Flatten().Gemm("fc", 4).Output("y"),
        _project.PathOf("Models/net.onnx"));

    [Fact]
    public void ComputesWhatTheDenseModelWithTheSameZerosDoes()
    {
        _project.Build("-p:PruneOnBuildLock=update").ShouldPass();
        Assert.Equal([], SparseOperators(swapped: ""));
        File.Copy(_project.PathOf(Published), _project.PathOf("zeros.onnx"));
        Assert.Equal(["SparseConv", "SparseMatMul"], SparseOperators(swapped: "\"conv2\", \"fc\""));

        var (exitCode, output) = DotNet.Run(_project.Folder, _project.PathOf("bin/Debug/net10.0/App.dll"), "zeros.onnx");

        Assert.True(exitCode == 0, output);
        Assert.Contains("pruneonbuild:SparseConv", Line("refused: "), StringComparison.Ordinal);
        Assert.InRange(Number("largest: "), 1e-2, 1e3);
        Assert.InRange(Number("difference: "), 0, 1e-4);

        string Line(string start) =>
            Assert.Single(output.Split('\n'), line => line.StartsWith(start, StringComparison.Ordinal))[start.Length..];

        double Number(string start) => double.Parse(Line(start), CultureInfo.InvariantCulture);
    }

    /// <summary>Those of the published model, when the committed lock has these layers for the sparse kernels.</summary>
    private List<string> SparseOperators(string swapped)
    {
        string text = _project.Read("prune.lock");
        int start = text.IndexOf("\"sparse\": [", StringComparison.Ordinal), end = text.IndexOf(']', start);
        _project.Write("prune.lock", $"{text[..start]}\"sparse\": [{swapped}{text[end..]}");
        _project.Build("--no-restore", "-p:PruneOnBuildLock=require").ShouldPass();
        return [.. OnnxReader.Read(_project.PathOf(Published)).Nodes.Where(node => node.Domain == "pruneonbuild").Select(node => node.OpType)];
    }
}
