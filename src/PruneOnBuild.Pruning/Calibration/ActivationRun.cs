using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Calibration;

/// <summary>Runs as much of a model as it takes to see some of its values, batch by batch; nothing is kept.</summary>
internal sealed class ActivationRun : IDisposable
{
    private readonly ModelSession _session;
    private readonly IReadOnlyList<string> _values;

    /// <param name="given">Values inside the model that are fed instead of computed.</param>
    /// <param name="atOnce">
    /// How many runs, of this or of other models, go on at once: cores are shared out between them. Small layers are not worth a second thread,
    /// which waits for the first at every one of them.
    /// </param>
    public ActivationRun(ModelGraph model, IReadOnlyList<string> values, IReadOnlySet<string>? given = null, int atOnce = 1)
    {
        _values = values;
        var settings = SessionSettings.ForStatistics with { Threads = atOnce > 1 ? Math.Max(1, Environment.ProcessorCount / atOnce) : null };
        _session = ModelSession.Open(OnnxWriter.ToBytes(PartialModel.That(model, values, given), model.Path), settings, model.Path);
    }

    /// <summary>The values in the order asked for; as many rows as the batch has, which may be more than count (see <see cref="SampleBatch"/>).</summary>
    /// <param name="given">The values that are fed.</param>
    public IReadOnlyList<Tensor> Run(SampleBatch batch, IReadOnlyDictionary<string, Tensor>? given = null) =>
        _session.Run(
            _session.Inputs.ToDictionary(input => input.Name, input => given?.GetValueOrDefault(input.Name) ?? batch.Feeds[input.Name]), _values);

    public void Dispose() => _session.Dispose();
}
