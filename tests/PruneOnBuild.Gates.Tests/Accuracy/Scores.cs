using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Gates.Tests.Accuracy;

/// <summary>Models y = x W with a weight that the test chooses: the dense one hands its input through as scores.</summary>
internal static class Scores
{
    public static SourceLocation Line { get; } = new("prune.yaml", 20, 15);

    public static ModelSession Model(int classes, Func<int, int, float> weight)
    {
        var weights = Enumerable.Range(0, classes * classes).Select(index => weight(index / classes, index % classes)).ToArray();
        return Open(TinyModel.Input("x", -1, classes).Weight("W", [classes, classes], weights)
            .Node("MatMul", ["x", "W"], ["product"]).Shaped(-1, classes).Output("y"));
    }

    public static ModelSession Dense(int classes) => Model(classes, (row, column) => row == column ? 1 : 0);

    public static ModelSession Open(ModelGraph model) => ModelSession.Open(OnnxWriter.ToBytes(model.Proto, model.Path), new SessionSettings(Threads: 1));

    public static AccuracyGate Gate(AccuracyMetric metric, int k = 5, string? output = null) => new()
    {
        Location = Line,
        Metric = new Located<AccuracyMetric>(metric, Line),
        K = k,
        MaxDrop = new Located<double>(0.01, Line),
        Output = output is null ? null : new Located<string>(output, Line),
    };

    /// <summary>Random scores, and labels that are the best class for most.</summary>
    public static SampleSet Samples(int count, int classes, int seed = 1)
    {
        var random = new Random(seed);
        var scores = Enumerable.Range(0, count * classes).Select(_ => (float)random.NextDouble()).ToArray();
        var labels = Enumerable.Range(0, count).Select(sample => random.Next(5) == 0
            ? random.Next(classes)
            : (long)Array.IndexOf(scores, scores[(sample * classes)..((sample + 1) * classes)].Max(), sample * classes) - sample * classes);
        return SampleSet.Of(new Dictionary<string, Tensor> { ["x"] = Tensor.Of(scores, count, classes) }, [.. labels]);
    }
}
