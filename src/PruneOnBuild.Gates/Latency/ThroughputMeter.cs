using PruneOnBuild.Policy;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Latency;

/// <summary>Times both models on whole batches, in interleaved blocks.</summary>
internal static class ThroughputMeter
{
    /// <param name="feeds">Of one sample; the batch repeats it.</param>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB4013: the model's batch axis is fixed at another size.</exception>
    public static Throughput Measure(
        string densePath,
        string prunedPath,
        SessionSettings settings,
        IReadOnlyDictionary<string, Tensor> feeds,
        Located<int> batch,
        LatencyPlan plan,
        TimeProvider clock)
    {
        var batched = Batched(densePath, settings, feeds, batch);
        using var dense = new BoundModel(densePath, settings, batched);
        using var pruned = new BoundModel(prunedPath, settings, batched);
        var runs = LatencyPlan.RunsFor(0.5, plan.Confidence);
        var blocks = new BlockTimer(
            dense, pruned, plan with { RequiredSpeedup = null, MinRuns = runs, MaxBlocks = LatencyPlan.Looks[1] }, clock).Run();
        return new Throughput(batch.Value, blocks.DenseMs, blocks.PrunedMs, blocks.SamplesPerBlock);
    }

    private static Dictionary<string, Tensor> Batched(
        string path, SessionSettings settings, IReadOnlyDictionary<string, Tensor> feeds, Located<int> batch)
    {
        using var model = ModelSession.Open(path, settings);
        var open = model.Inputs.Where(input => input.Dims is [-1, ..]).Select(input => input.Name).ToHashSet();
        var batched = feeds.ToDictionary(
            feed => feed.Key,
            feed => open.Contains(feed.Key) && feed.Value.Dims[0] == 1 ? feed.Value.Repeated(batch.Value) : feed.Value);
        return batched.Values.Any(tensor => tensor.Dims is [var samples, ..] && samples == batch.Value)
            ? batched
            : throw GateErrors.FixedBatch(batch.Location, batch.Value, model.Inputs);
    }
}
