using System.Collections.Immutable;

namespace PruneOnBuild.Runtime;

/// <summary>
/// Runs one model on the batches of one set. States are carried from each sample to the next; a batch that does not follow the one before
/// it is reached by running its sequence from the beginning.
/// </summary>
public sealed class SampleRunner(ModelSession model, SampleSet samples)
{
    private readonly Dictionary<string, Tensor> _carried = [];
    private int _next;

    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">The run fails, or an output that is asked for or carried is missing.</exception>
    public IReadOnlyList<Tensor> Run(SampleBatch batch, IReadOnlyList<string> outputs)
    {
        if (samples.States.IsEmpty)
            return model.Run(batch.Feeds, outputs);
        if (!batch.BeginsSequence && batch.Start != _next)
            Reach(batch.Start);
        return Step(batch, outputs);
    }

    /// <summary>What the model is fed with this batch, states as they were carried to it.</summary>
    internal IReadOnlyDictionary<string, Tensor> FeedsOf(SampleBatch batch)
    {
        var feeds = batch.Feeds.ToDictionary();
        if (!batch.BeginsSequence)
            foreach (var (input, state) in _carried)
                feeds[input] = state;
        return feeds;
    }

    private void Reach(int start)
    {
        var first = start;
        while (!samples.Batch(first, 1).BeginsSequence)
            first--;
        for (; first < start; first++)
            Step(samples.Batch(first, 1), []);
    }

    private IReadOnlyList<Tensor> Step(SampleBatch batch, IReadOnlyList<string> outputs)
    {
        ImmutableArray<string> inputs = [.. samples.States.Keys];
        foreach (var input in inputs)
            if (model.Outputs.All(output => output.Name != samples.States[input].Value))
                throw RuntimeErrors.NoSuchState(
                    samples.States[input].Location, "output", samples.States[input].Value, model.Outputs.Select(output => output.Name));
        string[] wanted = [.. outputs.Concat(inputs.Select(input => samples.States[input].Value)).Distinct()];
        var results = wanted.Zip(model.Run(FeedsOf(batch), wanted)).ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (var input in inputs)
            _carried[input] = results[samples.States[input].Value];
        _next = batch.Start + 1;
        return [.. outputs.Select(output => results[output])];
    }
}
