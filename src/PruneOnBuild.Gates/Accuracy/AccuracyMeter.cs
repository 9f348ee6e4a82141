using PruneOnBuild.Policy;
using PruneOnBuild.Runtime;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace PruneOnBuild.Gates.Accuracy;

/// <summary>Runs both models on every evaluation sample and counts, pair by pair.</summary>
public static class AccuracyMeter
{
    private const int BatchSize = 32;

    /// <summary>Runs the dense model on all samples, so that measuring pruned ones need not.</summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">A run fails, or there is no such output.</exception>
    public static void Prepare(DenseOutputs dense, SampleSet samples, AccuracyGate gate)
    {
        var output = dense.Model.Outputs[Output(dense.Model, gate)].Name;
        foreach (var batch in samples.Batches(BatchSize))
            dense.Of(samples, batch, output);
    }

    /// <param name="batchSize">Samples run together, where the model leaves its batch size open.</param>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">
    /// The data lacks what the metric needs, the outputs are nothing that the metric can be taken of, or a run fails.
    /// </exception>
    public static AccuracyMeasurement Measure(
        ModelSession dense, ModelSession pruned, SampleSet samples, AccuracyGate gate, int batchSize = BatchSize) =>
        Measure(new DenseOutputs(dense, mostBytes: 0), pruned, samples, gate, batchSize);

    /// <inheritdoc cref="Measure(ModelSession, ModelSession, SampleSet, AccuracyGate, int)"/>
    public static AccuracyMeasurement Measure(
        DenseOutputs dense, ModelSession pruned, SampleSet samples, AccuracyGate gate, int batchSize = BatchSize)
    {
        var output = Output(dense.Model, gate);
        string[] wanted = [dense.Model.Outputs[output].Name];
        ISampleScore? score = null;
        int denseNotFinite = 0, prunedNotFinite = 0;
        var prunedRunner = new SampleRunner(pruned, samples);
        foreach (var batch in samples.Batches(batchSize))
        {
            var denseOutput = dense.Of(samples, batch, wanted[0]);
            var prunedOutput = prunedRunner.Run(batch, wanted)[0];
            if (!denseOutput.Dims.SequenceEqual(prunedOutput.Dims))
                throw GateErrors.OutputsDiffer(pruned.Place, wanted[0], denseOutput, prunedOutput);
            var length = LengthPerSample(denseOutput, batch, gate, wanted[0]);
            score ??= Score(gate, samples, denseOutput, batch.Rows, output);

            var denseValues = denseOutput.Floats();
            var prunedValues = prunedOutput.Floats();
            for (var row = 0; row < batch.Count; row++)
            {
                var before = Sample(denseValues.Slice(row * length, length), gate.Metric.Value);
                var after = Sample(prunedValues.Slice(row * length, length), gate.Metric.Value);
                denseNotFinite += before.IsUsable ? 0 : 1;
                prunedNotFinite += after.IsUsable ? 0 : 1;
                score.Add(batch.Start + row, before, after);
            }
        }

        return score!.Complete(new AccuracyMeasurement
        {
            Metric = gate.Metric.Value,
            K = gate.K,
            Output = wanted[0],
            Samples = samples.Count,
            DenseNotFinite = denseNotFinite,
            PrunedNotFinite = prunedNotFinite,
            DataHash = samples.Hash,
        });
    }

    private static int Output(ModelSession model, AccuracyGate gate)
    {
        if (gate.Output is not { } declared)
            return model.Outputs.IsEmpty ? throw RuntimeErrors.NoSuchOutput(model.Place, "", []) : 0;
        var index = model.Outputs.Select(output => output.Name).ToList().IndexOf(declared.Value);
        return index >= 0
            ? index
            : throw RuntimeErrors.NoSuchOutput(declared.Location, declared.Value, model.Outputs.Select(output => output.Name));
    }

    private static int LengthPerSample(Tensor output, SampleBatch batch, AccuracyGate gate, string name) =>
        output.ElementType != TensorElementType.String && output.Length > 0 && output.Length % batch.Rows == 0
            ? output.Length / batch.Rows
            : throw GateErrors.NotPerSample(gate.Output?.Location ?? gate.Metric.Location, name, output, batch.Rows);

    private static ISampleScore Score(AccuracyGate gate, SampleSet samples, Tensor output, int rows, int index)
    {
        var metric = gate.Metric.Value;
        if (metric == AccuracyMetric.Mse)
            return new SquaredErrorScore(samples.Labels, index, samples.Place);

        var place = gate.Output?.Location ?? gate.Metric.Location;
        var name = GateNames.Metric(gate);
        var isClass = output.Length == rows && !IsFloat(output.ElementType);
        var axes = output.Dims.Skip(rows > 1 ? 1 : 0).Count(dim => dim > 1);
        if (!isClass && (output.Length == rows || axes > 1))
            throw GateErrors.NoClassScores(place, name, output);
        var k = metric == AccuracyMetric.TopK ? gate.K : 1;
        if (!isClass && k >= output.Length / rows)
            throw GateErrors.EveryClassCounts(gate.Metric.Location, k, output.Length / rows);
        if (metric == AccuracyMetric.Agreement)
            return new ClassScore(null, 1, isClass, samples.Place);
        var labels = samples.Labels ?? throw RuntimeErrors.NoLabels(gate.Metric.Location, name);
        var (named, outputs) = (labels.ClassNames.Length, output.Length / rows);
        if (!isClass && named > 0 && (named > outputs || (labels.AreNamesInferred && named < outputs)))
            throw RuntimeErrors.ClassCount(samples.Place, labels, outputs);
        return new ClassScore(labels.Classes ?? throw RuntimeErrors.LabelsAreNoClasses(samples.Place, name), k, isClass, samples.Place);
    }

    private static bool IsFloat(TensorElementType type) =>
        type is TensorElementType.Float or TensorElementType.Double or TensorElementType.Float16 or TensorElementType.BFloat16;

    // Scores of minus infinity are how models mask classes out; an infinite error is none.
    private static SampleOutput Sample(ReadOnlySpan<float> values, AccuracyMetric metric)
    {
        foreach (var value in values)
            if (float.IsNaN(value) || (metric == AccuracyMetric.Mse && float.IsInfinity(value)))
                return new SampleOutput(values, isUsable: false);
        return new SampleOutput(values, isUsable: true);
    }
}
