using PruneOnBuild.Runtime;

namespace PruneOnBuild.Benchmarks.Real.Speech;

/// <summary>A model that is fed step by step: its first input and output are the signal, the others states that it carries along.</summary>
/// <param name="onStep">Sees every feed.</param>
internal sealed class StreamedModel(ModelSession model, Action<ModelSession, IReadOnlyDictionary<string, Tensor>>? onStep)
{
    private IReadOnlyList<Tensor> _states =
        [.. model.Inputs.Skip(1).Select(input => Tensor.Of(new float[input.Dims.Aggregate(1L, (product, dim) => product * dim)], input.Dims.AsSpan()))];

    public Tensor Step(Tensor signal)
    {
        var feed = new Dictionary<string, Tensor> { [model.Inputs[0].Name] = signal };
        for (var state = 0; state < _states.Count; state++)
            feed[model.Inputs[state + 1].Name] = _states[state];
        onStep?.Invoke(model, feed);
        var outputs = model.Run(feed);
        _states = [.. outputs.Skip(1)];
        return outputs[0];
    }
}
