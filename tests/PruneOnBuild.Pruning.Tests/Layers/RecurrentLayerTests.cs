using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Pruning.Tests.Recovery;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Tests.Layers;

/// <summary>What the gates see is linear in the input and the state before the step.</summary>
public sealed class RecurrentLayerTests
{
    public static TheoryData<TinyRecurrent> Plain =>
        [new("RNN"), new("RNN", Starts: true), new("RNN", "bidirectional", Starts: true), new("RNN", "reverse", Starts: true, LastOnly: true)];

    /// <summary>h' = tanh(W x + R h + b) in every direction, from the first step to the last.</summary>
    [Theory]
    [MemberData(nameof(Plain))]
    public void StateOfAnRnn_IsTheTanhOfItsPart(TinyRecurrent shape)
    {
        var model = shape.Build();
        var layer = Assert.Single(RecurrentLayers.In(model));
        var exposed = layer.Exposed(model);
        var needed = layer.Needed(exposed);
        var batch = RandomSamples(count: 6, rows: 6);
        using var run = new ActivationRun(exposed, needed);
        var values = needed.Zip(run.Run(batch)).ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (var part in layer.Parts)
        {
            var steps = layer.Steps(exposed, values, batch, 1, part.Direction, layer.Features(part));
            var z = RecurrentLayer.Outputs(layer.InputsOf(model, part, steps.X, steps.Before, steps.Count), steps.Count, layer.Weights(model, part));

            Assert.Equal(6 * 4, steps.Count);
            Assert.All(steps.After.Zip(z.Values), pair => Assert.Equal(pair.First, Math.Tanh(pair.Second), 1e-4));
        }
    }

    [Fact]
    public void RowsThatOnlyFillTheBatch_AreNotSeen()
    {
        var model = new TinyRecurrent("RNN").Build();
        var layer = Assert.Single(RecurrentLayers.In(model));
        var needed = layer.Needed(model);
        var batch = RandomSamples(count: 4, rows: 6);
        using var run = new ActivationRun(model, needed);
        var values = needed.Zip(run.Run(batch)).ToDictionary(pair => pair.First, pair => pair.Second);

        Assert.Equal(4 * 4, layer.Steps(model, values, batch, 1, 0, 13).Count);
    }

    [Theory]
    [MemberData(nameof(TinyRecurrent.All), MemberType = typeof(TinyRecurrent))]
    public void WritingTheWeights_ChangesNoOutput(TinyRecurrent shape)
    {
        var model = shape.Build();
        var layer = Assert.Single(RecurrentLayers.In(model));
        var proto = model.Proto.Clone();
        layer.Write(proto, model, layer.Parts.ToDictionary(part => part, part => layer.Weights(model, part)));
        var loss = new OutputLoss(model, CalibrationSamples.Of(Calibration.RandomSamples.Seeded(1, 24, TinyRecurrent.Sample)));

        Assert.InRange(loss.Of(new Graph.ModelGraph(proto, model.Path)), 0, 1e-9);
    }

    [Fact]
    public void WeightsOfTwoLayers_BelongToNeither()
    {
        var model = new TinyRecurrent("LSTM").Build();
        var proto = model.Proto.Clone();
        var twin = proto.Graph.Node.Single(node => node.OpType == "LSTM").Clone();
        (twin.Name, twin.Output[0]) = ("twin", "twin");
        proto.Graph.Node.Add(twin);

        Assert.Empty(RecurrentLayers.In(new Graph.ModelGraph(proto, model.Path)));
    }

    private static SampleBatch RandomSamples(int count, int rows) =>
        new(0, count, rows, new Dictionary<string, Tensor> { ["x"] = Calibration.RandomSamples.Floats(5, [rows, .. TinyRecurrent.Sample]) });
}
