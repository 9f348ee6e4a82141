namespace PruneOnBuild.Policy.Tests;

public sealed class PolicyReaderTests
{
    [Fact]
    public void Accepts_TheDesignsOwnPolicy()
    {
        var reading = Reading.Of("""
            version: 1
            targets:
              server:      { hardware: cpu, threads: 2 }
              workstation: { hardware: gpu, provider: webgpu }
              edge:        { hardware: sparse, pattern: unstructured, provider: sparse-cpu }
              ampere:      { hardware: sparse, pattern: "2:4", provider: tensorrt }
            models:
              - path: Models/resnet.onnx
                target: server
                prune: { goal: { speedup: 1.8 }, criterion: obs, recovery: least-squares, keep: ["/head/*"], maxSeconds: 300 }
                data:
                  calibration: data/calibration.npz
                  evaluation:  data/evaluation.npz
                  preprocess:  [ { scale: 0.00392157 }, { normalize: { mean: [1, 2, 3], std: [4, 5, 6] } }, { layout: NCHW } ]
                gates:
                  latency:  { speedup: 1.5, confidence: 0.95 }
                  accuracy: { metric: top1, maxDrop: 0.01, min: 0.84 }
                  size:     { max: 700KB }
                  onInconclusive: { local: warn, ci: fail }
            """);

        var model = Assert.Single(reading.Policy.Models);
        Assert.Equal(new Goal(GoalKind.Speedup, 1.8), model.Prune.Goal.Value);
        Assert.Equal(Criterion.Obs, model.Prune.Criterion.Value);
        Assert.Equal(700_000, model.Gates.Size!.Max!.Value);
        Assert.Equal((18, 24), (model.Gates.Size.Max.Location.Line, model.Gates.Size.Max.Location.Column));
        Assert.Equal(3, model.Data.Preprocess.Length);
        Assert.Equal(["POB1023", "POB1023", "POB1023"], reading.Warnings.Select(warning => warning.Code));
    }
}
