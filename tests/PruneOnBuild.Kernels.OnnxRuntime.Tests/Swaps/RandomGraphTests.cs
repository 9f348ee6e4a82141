using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Kernels.OnnxRuntime.Tests.Sessions;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Swaps;
using PruneOnBuild.RandomGraphs;
using PruneOnBuild.Runtime;
using Tensor = PruneOnBuild.Runtime.Tensor;

namespace PruneOnBuild.Kernels.OnnxRuntime.Tests.Swaps;

/// <summary>Random graphs of all operator families, every layer that can be sparse swapped. They run as they are written: the runtime's
/// own optimisations refuse or change a few of these graphs, dense as well.</summary>
public class RandomGraphTests
{
    private const int Graphs = 150;

    [Fact]
    public void SwappedGraphs_GiveTheSameOutputs()
    {
        int swapped = 0;
        for (int seed = 1; seed <= Graphs; seed++)
        {
            var dense = RandomGraph.Build(Recipe.Of(seed));
            var shapes = ShapeInference.Infer(dense);
            SparseSwap[] swaps = [.. dense.Nodes.Where(node => SparseRewrite.Obstacle(dense, shapes, node) is null)
                .Select(node => new SparseSwap(node.Name.Length > 0 ? node.Name : node.Output[0], 1 + seed % 3))];
            if (swaps.Length == 0 || DenseOutputs(dense) is not var (feeds, expected))
                continue;

            var sparse = SparseRewrite.Swap(dense, swaps);

            var actual = SparseOutputs(sparse, feeds);
            for (int output = 0; output < expected.Length; output++)
            {
                float scale = Math.Max(1, expected[output].Select(Math.Abs).DefaultIfEmpty().Max());
                Close.To([.. expected[output].Select(value => value / scale)], [.. actual[output].Select(value => value / scale)], $"seed {seed}, output {output}");
            }
            swapped += swaps.Length;
        }
        Assert.InRange(swapped, Graphs, int.MaxValue);
    }

    /// <summary>Null where the runtime refuses the graph.</summary>
    private static (IReadOnlyDictionary<string, Tensor> Feeds, float[][] Outputs)? DenseOutputs(ModelGraph model)
    {
        try
        {
            using var session = ModelSession.Open(OnnxWriter.ToBytes(model.Proto, model.Path), new SessionSettings(Threads: 1, Optimize: false));
            var feeds = RandomInputs.For(session.Inputs, seed: 3);
            return (feeds, [.. session.Run(feeds).Select(output => output.Floats().ToArray())]);
        }
        catch (PruneOnBuildException)
        {
            return null;
        }
    }

    private static float[][] SparseOutputs(ModelGraph model, IReadOnlyDictionary<string, Tensor> feeds)
    {
        using var session = SparseSession.Open(model, level: GraphOptimizationLevel.ORT_DISABLE_ALL);
        using var runOptions = new RunOptions();
        var values = feeds.Values.Select(Value).ToArray();
        try
        {
            using var outputs = session.Run(runOptions, [.. feeds.Keys], values, session.OutputNames);
            return [.. outputs.Select(output => output.GetTensorDataAsSpan<float>().ToArray())];
        }
        finally
        {
            Array.ForEach(values, value => value.Dispose());
        }
    }

    private static OrtValue Value(Tensor tensor) => tensor.ElementType switch
    {
        TensorElementType.Float => Value<float>(tensor),
        TensorElementType.Int64 => Value<long>(tensor),
        TensorElementType.Int32 => Value<int>(tensor),
        TensorElementType.Bool => Value<bool>(tensor),
        _ => throw new NotSupportedException($"The graph is fed {tensor}."),
    };

    private static OrtValue Value<T>(Tensor tensor)
        where T : unmanaged => OrtValue.CreateTensorValueFromMemory(tensor.Values<T>().ToArray(), tensor.Dims.ToArray());
}
