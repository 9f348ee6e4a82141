using System.Collections.Immutable;
using PruneOnBuild.Gates.Accuracy.Damage;
using PruneOnBuild.Gates.Accuracy.Metrics;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Policy;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Accuracy;

/// <summary>Runs both models on every evaluation sample and compares them, pair by pair.</summary>
public static class AccuracyMeter
{
    private const int BatchSize = 32;

    /// <summary>Runs the dense model on all samples, so that measuring pruned ones need not.</summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">A run fails, or there is no such output.</exception>
    public static void Prepare(DenseOutputs dense, SampleSet samples, AccuracyGate gate)
    {
        var outputs = JudgedOutputs.Of(dense.Model, gate);
        foreach (var batch in samples.Batches(BatchSize))
            dense.Of(samples, batch, outputs.Names);
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
        var outputs = JudgedOutputs.Of(dense.Model, gate);
        MetricFactory? factory = null;
        (IMetric Dense, IMetric Pruned)? metrics = null;
        int denseNotFinite = 0, prunedNotFinite = 0;
        var prunedRunner = new SampleRunner(pruned, samples);
        foreach (var batch in samples.Batches(batchSize))
        {
            var denseTensors = dense.Of(samples, batch, outputs.Names);
            var prunedTensors = prunedRunner.Run(batch, outputs.Names);
            outputs.Check(denseTensors, prunedTensors, batch, pruned, gate);
            factory ??= new MetricFactory(gate, samples, outputs.Position, denseTensors[0], batch.Rows);
            metrics ??= (factory.Create(), factory.Create());

            var (denseBatch, prunedBatch) = (new BatchOutputs(denseTensors, batch.Rows), new BatchOutputs(prunedTensors, batch.Rows));
            for (var row = 0; row < batch.Count; row++)
            {
                var (before, after) = (denseBatch.Sample(row), prunedBatch.Sample(row));
                var (isDenseUsable, isPrunedUsable) = (
                    IsUsable(before, outputs.Names.Length, factory.BearsInfinity), IsUsable(after, outputs.Names.Length, factory.BearsInfinity));
                denseNotFinite += isDenseUsable ? 0 : 1;
                prunedNotFinite += isPrunedUsable ? 0 : 1;
                if (isDenseUsable)
                    metrics.Value.Dense.Add(batch.Start + row, before, before);
                if (isDenseUsable && isPrunedUsable)
                    metrics.Value.Pruned.Add(batch.Start + row, after, before);
            }
        }

        return Complete(metrics!.Value, samples, gate, new AccuracyMeasurement
        {
            Metric = gate.Metric.Value,
            K = gate.K,
            Output = string.Join(", ", outputs.Names),
            Samples = samples.Count,
            DenseNotFinite = denseNotFinite,
            PrunedNotFinite = prunedNotFinite,
            DataHash = samples.Hash,
        });
    }

    private static AccuracyMeasurement Complete(
        (IMetric Dense, IMetric Pruned) metrics, SampleSet samples, AccuracyGate gate, AccuracyMeasurement measured)
    {
        var (dense, pruned) = metrics;
        var labels = dense is ClassMetric && gate.Metric.Value != AccuracyMetric.Agreement ? samples.Labels!.Classes : null;
        if (labels is { } known && known.All(label => label == known[0]))
            measured = measured with { OnlyLabel = known[0] };
        var isShare = gate.Metric.Value is AccuracyMetric.Top1 or AccuracyMetric.TopK or AccuracyMetric.Agreement or AccuracyMetric.ExactMatch;
        if (measured.DenseNotFinite > 0 || measured.PrunedNotFinite > 0)
            return isShare
                ? measured with { Outcomes = Outcomes(dense, pruned, samples.Count) }
                : measured with { Values = new PairedValues(double.NaN, double.NaN) };

        dense.Complete();
        pruned.Complete();
        var isOneForAll = dense is CustomMetric { IsOneForAll: true } || pruned is CustomMetric { IsOneForAll: true };
        if (!isOneForAll)
            measured = measured with { Damage = DamageReading.Of(dense, pruned, samples.Count, labels is { } all ? sample => all[sample] : null) };
        if (isShare)
            return measured with { Outcomes = Outcomes(dense, pruned, samples.Count) };

        int[] once = [.. Enumerable.Repeat(1, samples.Count)];
        var values = new PairedValues(dense.Of(once), pruned.Of(once));
        if (double.IsNaN(values.Dense) || double.IsNaN(values.Pruned))
            throw GateErrors.MetricUndefined(gate.Metric.Location, GateNames.Metric(gate));
        measured = measured with { Values = values };
        return samples.Count < Resamples.FewestSamples || isOneForAll ? measured
            : (dense.Figures, pruned.Figures) is ({ } before, { } after) ? measured with { Means = PairedMeans.Of(before, after) }
            : measured with { Resamples = Resamples.Draw(samples.Count, draws => (dense.Of(draws), pruned.Of(draws))) };
    }

    private static PairedOutcomes Outcomes(IMetric dense, IMetric pruned, int samples)
    {
        int both = 0, onlyDense = 0, onlyPruned = 0, neither = 0;
        for (var sample = 0; sample < samples; sample++)
            _ = (dense.AnswerOn(sample).IsRight == true, pruned.AnswerOn(sample).IsRight == true) switch
            {
                (true, true) => both++,
                (true, false) => onlyDense++,
                (false, true) => onlyPruned++,
                (false, false) => neither++,
            };
        return new PairedOutcomes(both, onlyDense, onlyPruned, neither);
    }

    private static bool IsUsable(SampleOutput sample, int outputs, bool bearsInfinity)
    {
        for (var output = 0; output < outputs; output++)
            foreach (var value in sample.ValuesOf(output))
                if (float.IsNaN(value) || (!bearsInfinity && float.IsInfinity(value)))
                    return false;
        return true;
    }
}
