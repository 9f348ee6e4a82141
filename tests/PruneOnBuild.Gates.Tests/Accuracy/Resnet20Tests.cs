using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Gates.Tests.Accuracy;

public class Resnet20Tests
{
    private static readonly SourceLocation s_line = new("prune.yaml", 1, 1);

    [SkippableFact]
    public void OnItsEvaluationData_IsAsAccurateAsPublished()
    {
        var shared = Shared.Require();
        using var session = ModelSession.Open(Path.Combine(shared, "models", "trained", "resnet20.onnx"), new SessionSettings());
        var samples = SampleSetReader.Read(
            new Located<string>("data/cifar10/evaluation.npz", s_line), Preprocessed(), session.Inputs, shared);

        var measured = AccuracyMeter.Measure(session, session, samples, Scores.Gate(AccuracyMetric.Top1));

        Assert.Equal(5000, measured.Samples);
        Assert.Equal(0.8546, measured.Dense, tolerance: 0.001);
        Assert.Equal(measured.Dense, measured.Pruned);
    }

    private static DataSettings Preprocessed() => new()
    {
        Preprocess =
        [
            .. new PreprocessStep[]
            {
                new PreprocessStep.Scale(1 / 255.0),
                new PreprocessStep.Normalize([0.4914, 0.4822, 0.4465], [0.2470, 0.2435, 0.2616]),
                new PreprocessStep.Layout(TensorLayout.Nchw),
            }.Select(step => new Located<PreprocessStep>(step, s_line)),
        ],
    };
}
