using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Accuracy;

/// <summary>
/// What the dense model gave for each batch, so that it runs once however many pruned models are held against it. Good for one model, one set
/// of samples, one gate and one batch size; holds every output in memory.
/// </summary>
public sealed class DenseOutputs
{
    private readonly Dictionary<int, Tensor> _byStart = [];

    internal Tensor Of(SampleBatch batch, Func<Tensor> run) =>
        _byStart.TryGetValue(batch.Start, out var known) ? known : _byStart[batch.Start] = run();
}
