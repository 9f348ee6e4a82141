using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Runtime.Tests.Samples;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Runtime.Tests;

/// <summary>A model that adds its input to its state, and whose output is the next state: after n samples it gives their sum.</summary>
public sealed class SampleRunnerTests : IDisposable
{
    private static readonly TensorSpec[] s_inputs = [new("x0", TensorElementType.Float, -1, 2), new("x1", TensorElementType.Float, -1, 2)];

    private readonly FormatFolder _folder = new();
    private readonly ModelSession _model = Adding();

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void StatesAreCarried_FromSampleToSample()
    {
        var set = Table();
        var runner = new SampleRunner(_model, set);

        Assert.Equal(1, set.FixedBatch);
        Assert.Equal([1f, 3, 6, 10], set.Batches().Select(batch => First(runner.Run(batch, ["y0"]))));
    }

    [Fact]
    public void BatchOutOfTurn_IsReachedFromTheBeginning()
    {
        var set = Table();
        var runner = new SampleRunner(_model, set);
        foreach (var (start, sum) in new[] { (2, 6f), (1, 3f), (3, 10f), (0, 1f), (1, 3f) })
            Assert.Equal(sum, First(runner.Run(set.Batch(start, 1), ["y0"])));
    }

    [Fact]
    public void EachSoundFile_BeginsWithZeros()
    {
        _folder.Write("d/1.wav", Wave.Write(Wave.Shorts(16384, 0, 8192, 0), 16)).Write("d/2.wav", Wave.Write(Wave.Shorts(4096, 0), 16));
        var set = _folder.Read("d", Stated with { Audio = new(new AudioSettings(16000, 1, 2, 2, PcmEncoding.S16), FormatFolder.Line) }, s_inputs);
        var runner = new SampleRunner(_model, set);

        Assert.Equal([0.5f, 0.75f, 0.125f], set.Batches().Select(batch => First(runner.Run(batch, ["y0"]))));
    }

    [Fact]
    public void CalibrationSamples_HoldTheStatesOfTheModel()
    {
        var rolled = Table().WithStatesOf(_model);

        Assert.Equal(4, rolled.Count);
        Assert.Equal([0f, 1, 3, 6], rolled.Batches().Select(batch => batch.Feeds["x1"].Values<float>()[0]));
        Assert.Equal([1f, 3, 6, 10], rolled.Batches().Select(batch => First(_model.Run(batch.Feeds, ["y0"]))));
    }

    [Fact]
    public void FeedsAlone_HaveZerosForStates() =>
        Assert.Equal([0f, 0], Table().Batch(2, 1).Feeds["x1"].Values<float>().ToArray());

    [Fact]
    public void StatesThatTheModelHasNot_AreRefusedAtTheirLine()
    {
        _folder.Write("d.csv", "a,b\n1,2\n");
        Assert.Equal(FormatFolder.Line, Faults.One("POB5141", () => _folder.Read("d.csv", States("h", "y0"), s_inputs)).Location);
        var set = _folder.Read("d.csv", States("x1", "z"), s_inputs);
        Faults.One("POB5141", () => new SampleRunner(_model, set).Run(set.Batch(0, 1), ["y0"]));
        Faults.One("POB5141", () => _folder.Read("d.csv", Stated, s_inputs[0], new("x1", TensorElementType.Float, -1, -1)));
    }

    private static ModelSession Adding()
    {
        var model = NodeModel.Of("Add").Input("n", 2).Input("n", 2).Build();
        return ModelSession.Open(OnnxWriter.ToBytes(model.Proto, model.Path), new SessionSettings(Threads: 1));
    }

    private static DataSettings Stated => States("x1", "y0");

    private static DataSettings States(string input, string output) => FormatFolder.Settings() with
    {
        States = ImmutableDictionary<string, Located<string>>.Empty.Add(input, new(output, FormatFolder.Line)),
    };

    private SampleSet Table() => _folder.Write("d.csv", "a,b\n1,0\n2,0\n3,0\n4,0\n").Read("d.csv", Stated, s_inputs);

    private static float First(IReadOnlyList<Tensor> outputs) => outputs[0].Values<float>()[0];
}
