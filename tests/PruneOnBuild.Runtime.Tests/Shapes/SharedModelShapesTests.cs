using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Testing;
using Xunit.Abstractions;

namespace PruneOnBuild.Runtime.Tests.Shapes;

/// <summary>Real models of many exporters: no inferred shape contradicts what ONNX Runtime computes.</summary>
public class SharedModelShapesTests(ITestOutputHelper output)
{
    private static readonly int[] OpenSizes = [64, 8, 1, 3, 32, 128, 256];

    [SkippableFact]
    public void InferredShapes_AreThoseThatTheRuntimeComputes()
    {
        var models = Path.Combine(PruneOnBuild.Testing.Shared.Require(), "models");
        var wrong = new List<string>();
        var (checkedModels, checkedValues) = (0, 0);
        foreach (var file in Directory.EnumerateFiles(models, "*.onnx", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(models, file);
            try
            {
                var model = OnnxReader.Read(file);
                var observed = ObservedShapes.Of(model, OpenSizes);
                var (contradictions, unknown) = observed.Compare(ShapeInference.Infer(model, inputShapes: observed.Feeds));
                // Without the fed extents, what is known must still be so in this run.
                var (unfed, _) = WithDeclaredFeeds(model, observed) ? observed.Compare(ShapeInference.Infer(model)) : ([], []);
                wrong.AddRange(contradictions.Concat(unfed).Select(text => $"{name}: {text}"));
                output.WriteLine($"{name}: {observed.Values.Count} values, {unknown.Count} not wholly known {First(model, observed, unknown)}");
                (checkedModels, checkedValues) = (checkedModels + 1, checkedValues + observed.Values.Count);
            }
            catch (PruneOnBuildException error)
            {
                output.WriteLine($"{name}: not run: {error.Diagnostics[0].Code} {error.Diagnostics[0].Message[..Math.Min(200, error.Diagnostics[0].Message.Length)]}");
                Assert.False(error.Diagnostics[0].Code.StartsWith("POB202", StringComparison.Ordinal), error.Message);
            }
        }
        output.WriteLine($"{checkedValues} values of {checkedModels} models compared, {wrong.Count} contradictions");
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.True(checkedModels >= 100, $"only {checkedModels} models ran");
    }

    /// <summary>
    /// Whether the extents fed are among those that the file allows; the runtime only warns where they are not.
    /// </summary>
    private static bool WithDeclaredFeeds(ModelGraph model, ObservedShapes observed)
    {
        var declared = ShapeInference.Infer(model);
        return model.Inputs.All(input => declared.Of(input.Name) is not { } shape
            || shape.Dims.Zip(observed.Feeds[input.Name], (dim, size) => dim.Differs(size)).All(differs => !differs));
    }

    /// <summary>Where knowledge first ends: the node and what is known of its inputs.</summary>
    private static string First(ModelGraph model, ObservedShapes observed, List<string> unknown)
    {
        var table = ShapeInference.Infer(model, inputShapes: observed.Feeds);
        return model.Nodes.FirstOrDefault(node => node.Output.Any(unknown.Contains)) is { } node
            ? $"from {node.Describe()} on, which reads {string.Join(" and ", node.Input.Select(input => table.Of(input)?.ToString() ?? "?"))}"
            : "";
    }
}
