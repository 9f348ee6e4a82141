using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Gates.Tests.Accuracy;

public class AccuracyMeterTests
{
    private const int Classes = 7;
    private const int Count = 101;

    // A pruned model that mixes its scores a little.
    private static float Mixing(int row, int column) => row == column ? 1 : 0.3f * ((row * 5 + column * 3) % 4 - 1.5f);

    [Theory]
    [InlineData(AccuracyMetric.Top1, 1)]
    [InlineData(AccuracyMetric.TopK, 3)]
    public void ClassMetrics_EqualTheNaiveLoops(AccuracyMetric metric, int k)
    {
        var samples = Scores.Samples(Count, Classes);
        int both = 0, onlyDense = 0, onlyPruned = 0, neither = 0;
        Naive(samples, (before, after, label) =>
        {
            var denseRight = before.OrderByDescending(score => score).Take(k).Contains(before[label]);
            var prunedRight = after.OrderByDescending(score => score).Take(k).Contains(after[label]);
            both += denseRight && prunedRight ? 1 : 0;
            onlyDense += denseRight && !prunedRight ? 1 : 0;
            onlyPruned += !denseRight && prunedRight ? 1 : 0;
            neither += !denseRight && !prunedRight ? 1 : 0;
        });

        var measured = Measure(Scores.Gate(metric, k), samples);

        Assert.Equal(new PairedOutcomes(both, onlyDense, onlyPruned, neither), measured.Outcomes);
        Assert.True(onlyDense > 5 && onlyPruned > 0 && neither > 5, "the models do not differ enough to show anything");
        Assert.Equal(Count, measured.Samples);
        Assert.Equal((both + onlyDense) / (double)Count, measured.Dense);
        Assert.Equal((both + onlyPruned) / (double)Count, measured.Pruned);
        Assert.Equal(samples.Hash, measured.DataHash);
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(2_000)]
    public void DenseOutputsRunOnce_GiveTheSameFigures_AsFarAsMemoryMayHoldThem(long mostBytes)
    {
        var samples = Scores.Samples(Count, Classes);
        using var dense = Scores.Dense(Classes);
        using var pruned = Scores.Model(Classes, Mixing);
        var outputs = new DenseOutputs(dense, mostBytes);
        var gate = Scores.Gate(AccuracyMetric.Top1);

        var first = AccuracyMeter.Measure(outputs, pruned, samples, gate);
        var again = AccuracyMeter.Measure(outputs, pruned, samples, gate);

        Assert.Equal(AccuracyMeter.Measure(dense, pruned, samples, gate).Outcomes, first.Outcomes);
        Assert.Equal(first.Outcomes, again.Outcomes);
        var batch = samples.Batch(0, 32);
        Assert.Same(outputs.Of(samples, batch, ["y"])[0], outputs.Of(samples, batch, ["y"])[0]);
    }

    [Fact]
    public void Agreement_EqualsTheNaiveLoop_AndNeedsNoLabels()
    {
        var labelled = Scores.Samples(Count, Classes);
        var agree = 0;
        Naive(labelled, (before, after, _) => agree += Array.IndexOf(before, before.Max()) == Array.IndexOf(after, after.Max()) ? 1 : 0);

        var measured = Measure(Scores.Gate(AccuracyMetric.Agreement), SampleSet.Of(labelled.Batch(0, Count).Feeds));

        Assert.Equal(1, measured.Dense);
        Assert.Equal(agree / (double)Count, measured.Pruned);
        Assert.InRange(agree, 10, Count - 5);
    }

    [Fact]
    public void MeanSquaredError_WithoutLabels_IsTheDistanceToDense()
    {
        var samples = SampleSet.Of(Scores.Samples(Count, Classes).Batch(0, Count).Feeds);
        var errors = new List<double>();
        Naive(samples, (before, after, _) => errors.Add(before.Zip(after, (a, b) => ((double)a - b) * ((double)a - b)).Average()));

        var measured = Measure(Scores.Gate(AccuracyMetric.Mse), samples);

        Assert.Equal(0, measured.Dense);
        Assert.Equal(errors.Average(), measured.Pruned, tolerance: 1e-6 * errors.Average());
        var deviation = Math.Sqrt(errors.Sum(error => Math.Pow(error - errors.Average(), 2)) / (Count - 1));
        var bound = AccuracyIntervals.Pruned(measured, 0.95)!;
        Assert.InRange(bound.High - bound.Estimate, 1.645 * deviation / Math.Sqrt(Count), double.PositiveInfinity);
        var bounds = SampleMean.Of(errors.ToArray()).Bounds(0.95);
        Assert.Equal(bounds.Low, bound.Low, tolerance: 1e-5 * bounds.Low);
        Assert.Equal(bounds.High, bound.High, tolerance: 1e-5 * bounds.High);
    }

    [Fact]
    public void MeanSquaredError_WithLabels_IsTheDistanceToThem()
    {
        using var dense = Scores.Dense(1);
        using var pruned = Scores.Model(1, (_, _) => 2);
        var samples = SampleSet.Of(new Dictionary<string, Tensor> { ["x"] = Tensor.Of([1f, 2, 3, 4], 4, 1) }, [2, 2, 2, 2]);

        var measured = AccuracyMeter.Measure(dense, pruned, samples, Scores.Gate(AccuracyMetric.Mse));

        Assert.Equal((1 + 0 + 1 + 4) / 4.0, measured.Dense);
        Assert.Equal((0 + 4 + 16 + 36) / 4.0, measured.Pruned);
    }

    [Fact]
    public void TheBatchSize_ChangesNothing()
    {
        var samples = Scores.Samples(Count, Classes);
        var gate = Scores.Gate(AccuracyMetric.Top1);
        Assert.Equal(Measure(gate, samples, batchSize: 1).Outcomes, Measure(gate, samples, batchSize: 64).Outcomes);
    }

    [Fact]
    public void AFixedBatch_CountsNoSampleTwice()
    {
        using var model = Scores.Open(TinyModel.Input("x", 4, 3).Activation("Identity").Output("y"));
        var samples = SampleSet.Of(
            new Dictionary<string, Tensor> { ["x"] = Tensor.Of([.. Enumerable.Range(0, 18).Select(value => (float)value)], 6, 3) },
            [2, 2, 2, 2, 2, 0], fixedBatch: 4);

        var measured = AccuracyMeter.Measure(model, model, samples, Scores.Gate(AccuracyMetric.Top1));

        Assert.Equal(new PairedOutcomes(5, 0, 0, 1), measured.Outcomes);
    }

    [Fact]
    public void TheNamedOutput_IsJudged()
    {
        var model = TinyModel.Input("x", -1, 2).Activation("Identity").AlsoOutput("right").From("x").Activation("Neg").Output("wrong");
        using var session = Scores.Open(model);
        var samples = SampleSet.Of(new Dictionary<string, Tensor> { ["x"] = Tensor.Of([1f, 2], 1, 2) }, [1]);

        Assert.Equal(1, AccuracyMeter.Measure(session, session, samples, Scores.Gate(AccuracyMetric.Top1)).Dense);
        Assert.Equal(0, AccuracyMeter.Measure(session, session, samples, Scores.Gate(AccuracyMetric.Top1, output: "wrong")).Dense);
        AssertFault("POB5007", () => AccuracyMeter.Measure(session, session, samples, Scores.Gate(AccuracyMetric.Top1, output: "wron")));
    }

    [Fact]
    public void AnOutputOfClassNumbers_IsItsOwnAnswer()
    {
        var model = TinyModel.Input("x", -1, 3).Node("ArgMax", ["x"], ["class"], ("axis", 1), ("keepdims", 0))
            .Edit(proto => proto.Graph.Output.Add(new Graph.Onnx.ValueInfoProto { Name = "class", Type = Long() })).Build();
        using var session = Scores.Open(model);
        var samples = SampleSet.Of(new Dictionary<string, Tensor> { ["x"] = Tensor.Of([1f, 2, 0, 5, 1, 2], 2, 3) }, [1, 1]);

        Assert.Equal(0.5, AccuracyMeter.Measure(session, session, samples, Scores.Gate(AccuracyMetric.Top1)).Dense);
    }

    [Fact]
    public void NaNScores_AreCounted_AndRightAboutNothing()
    {
        using var dense = Scores.Dense(Classes);
        using var pruned = Scores.Model(Classes, (row, column) => row == column ? float.NaN : 0);
        foreach (var metric in new[] { AccuracyMetric.Top1, AccuracyMetric.Agreement })
        {
            var measured = AccuracyMeter.Measure(dense, pruned, Scores.Samples(Count, Classes), Scores.Gate(metric));
            Assert.Equal((0, Count), (measured.DenseNotFinite, measured.PrunedNotFinite));
            Assert.Equal(0, measured.Pruned);
        }
    }

    [Fact]
    public void TwoModelsThatBothGiveNaN_DoNotAgree()
    {
        using var nan = Scores.Model(Classes, (_, _) => float.NaN);
        var measured = AccuracyMeter.Measure(nan, nan, Scores.Samples(Count, Classes), Scores.Gate(AccuracyMetric.Agreement));
        Assert.Equal((Count, Count, 0.0), (measured.DenseNotFinite, measured.PrunedNotFinite, measured.Pruned));
    }

    [Fact]
    public void InfiniteErrors_AreCounted()
    {
        using var dense = Scores.Dense(Classes);
        using var pruned = Scores.Model(Classes, (_, _) => float.MaxValue);
        var measured = AccuracyMeter.Measure(
            dense, pruned, SampleSet.Of(Scores.Samples(Count, Classes).Batch(0, Count).Feeds), Scores.Gate(AccuracyMetric.Mse));
        Assert.Equal(Count, measured.PrunedNotFinite);
    }

    [Fact]
    public void MissingLabels_AreAnErrorAtTheMetric()
    {
        var samples = SampleSet.Of(Scores.Samples(Count, Classes).Batch(0, Count).Feeds);
        Assert.Equal(Scores.Line, AssertFault("POB5106", () => Measure(Scores.Gate(AccuracyMetric.Top1), samples)).Location);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(-1)]
    public void ALabelThatIsNoClass_IsAnErrorWithItsIndex(long label)
    {
        var labels = new long[Count];
        labels[63] = label;
        var samples = SampleSet.Of(Scores.Samples(Count, Classes).Batch(0, Count).Feeds, labels);

        var fault = AssertFault("POB5107", () => Measure(Scores.Gate(AccuracyMetric.Top1), samples));

        Assert.Contains("sample 63", fault.Message, StringComparison.Ordinal);
        Assert.Contains("0 to 6", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneScorePerSample_IsNoClassifier() => AssertFault("POB4020", () =>
    {
        using var model = Scores.Dense(1);
        return AccuracyMeter.Measure(model, model, Scores.Samples(9, 1), Scores.Gate(AccuracyMetric.Agreement));
    });

    [Fact]
    public void AMapOfScores_IsNoClassifier() => AssertFault("POB4020", () =>
    {
        using var model = Scores.Open(TinyModel.Input("x", -1, 3, 4).Activation("Identity").Output("y"));
        var samples = SampleSet.Of(new Dictionary<string, Tensor> { ["x"] = Tensor.Of(new float[24], 2, 3, 4) });
        return AccuracyMeter.Measure(model, model, samples, Scores.Gate(AccuracyMetric.Agreement));
    });

    [Fact]
    public void AsManyAnswersAsClasses_WouldAlwaysBeRight() =>
        AssertFault("POB4022", () => Measure(Scores.Gate(AccuracyMetric.TopK, k: Classes), Scores.Samples(9, Classes)));

    [Fact]
    public void OutputsOfDifferentShapes_CannotBeCompared() => AssertFault("POB4021", () =>
    {
        using var dense = Scores.Dense(3);
        using var pruned = Scores.Open(TinyModel.Input("x", -1, 3).MatMul("narrow", 2).Output("y"));
        return AccuracyMeter.Measure(dense, pruned, Scores.Samples(9, 3), Scores.Gate(AccuracyMetric.Top1));
    });

    [Fact]
    public void LabelsOfAnotherLength_CannotBeCompared() => AssertFault("POB5118", () =>
        Measure(Scores.Gate(AccuracyMetric.Mse), Scores.Samples(9, Classes)));

    // Sample 100 reads past the end of a table of 100 rows.
    [Fact]
    public void ASessionThatFailsLate_IsAnError()
    {
        var model = TinyModel.Of(Graph.Onnx.TensorProto.Types.DataType.Int64).AlsoInput("i", -1).Weight("table", [100, 3])
            .Node("Gather", ["table", "i"], ["row"]).Shaped(-1, 3).Output("y");
        using var session = Scores.Open(model);
        var samples = SampleSet.Of(
            new Dictionary<string, Tensor> { ["i"] = Tensor.Of([.. Enumerable.Range(0, 101).Select(index => (long)index)], 101) });

        AssertFault("POB5004", () => AccuracyMeter.Measure(session, session, samples, Scores.Gate(AccuracyMetric.Agreement), batchSize: 1));
    }

    private static Graph.Onnx.TypeProto Long() => new()
    {
        TensorType = new Graph.Onnx.TypeProto.Types.Tensor
        {
            ElemType = 7,
            Shape = new Graph.Onnx.TensorShapeProto { Dim = { new Graph.Onnx.TensorShapeProto.Types.Dimension { DimParam = "n" } } },
        },
    };

    private static AccuracyMeasurement Measure(AccuracyGate gate, SampleSet samples, int batchSize = 16)
    {
        using var dense = Scores.Dense(Classes);
        using var pruned = Scores.Model(Classes, Mixing);
        return AccuracyMeter.Measure(dense, pruned, samples, gate, batchSize);
    }

    private static void Naive(SampleSet samples, Action<float[], float[], int> take)
    {
        var scores = samples.Batch(0, Count).Feeds["x"].Values<float>().ToArray();
        for (var sample = 0; sample < Count; sample++)
        {
            var before = scores[(sample * Classes)..((sample + 1) * Classes)];
            var after = new float[Classes];
            for (var column = 0; column < Classes; column++)
                for (var row = 0; row < Classes; row++)
                    after[column] += before[row] * Mixing(row, column);
            take(before, after, (int)(samples.Labels?.Classes?[sample] ?? 0));
        }
    }

    private static Diagnostic AssertFault(string code, Func<object> act)
    {
        var fault = Assert.Single(Assert.Throws<PruneOnBuildException>(act).Diagnostics);
        Assert.Equal(code, fault.Code);
        return fault;
    }
}
