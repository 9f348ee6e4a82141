using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Runtime;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Pruning.Calibration;

/// <summary>
/// Runs a model once through all samples, but node by node: at each stop it shows some values and remembers what the rest of the model still
/// needs. Weights behind a stop may change before the next. Where remembering would take too much memory, the next stop starts from the inputs.
/// </summary>
/// <param name="shapes">Of the dense model; element types are the same in the pruned one.</param>
/// <param name="mostBytes">Bytes that may be remembered of all samples together.</param>
/// <param name="atOnce">How many walks run at once, see <see cref="ActivationRun"/>.</param>
internal sealed class ActivationWalk(IReadOnlyList<SampleBatch> batches, ShapeTable shapes, long mostBytes = 300L << 20, int atOnce = 1)
{
    /// <summary>What is remembered at this point, for each batch; null: nothing.</summary>
    private IReadOnlyList<IReadOnlyDictionary<string, Tensor>>? _remembered;
    private int _position;

    /// <summary>Dispose of the stop before the next one.</summary>
    /// <param name="model">The same nodes as at the last stop; weights behind it may be others.</param>
    /// <param name="position">Nodes in execution order that have run at this stop; a stop behind the last one is made there.</param>
    /// <param name="values">Values that those nodes make, or graph inputs.</param>
    public ActivationStop Stop(ModelGraph model, int position, IReadOnlyList<string> values)
    {
        position = Math.Max(position, _position);
        var known = _remembered is [var first, ..] ? first.Keys.ToHashSet() : [];
        // A value that was passed and not remembered is only to be had from the beginning.
        var startsAnew = values.Any(value => After(model, value) is > 0 and var after && after <= _position && !known.Contains(value));
        return new ActivationStop(model, batches, values, Live(model, position), startsAnew ? null : _remembered, mostBytes, atOnce, remembered =>
            (_remembered, _position) = (remembered, position));
    }

    /// <summary>What nodes behind a position need of those before it, for each batch; null where that cannot be fed, or would take too much memory.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, Tensor>>? At(ModelGraph model, int position)
    {
        if (position < _position)
        {
            (_remembered, _position) = (null, 0);
        }

        using (var stop = Stop(model, position, []))
        {
            Workers.Run(batches.Count, long.MaxValue, batch => stop.Run(batch));
        }

        return _remembered;
    }

    /// <summary>Nodes that have run once a value is there; 0 for graph inputs.</summary>
    public static int After(ModelGraph model, string value)
    {
        for (var i = 0; i < model.Nodes.Count; i++)
        {
            if (model.Nodes[i].Output.Contains(value))
            {
                return i + 1;
            }
        }

        return 0;
    }

    /// <summary>What nodes before a position make and nodes behind it read; null where not all of it can be fed again.</summary>
    private List<string>? Live(ModelGraph model, int position)
    {
        var made = model.Nodes.Take(position).SelectMany(node => node.Output).Where(output => output.Length > 0).ToHashSet();
        var live = model.Nodes.Skip(position).SelectMany(node => node.Input.Concat(node.Captured()))
            .Where(value => made.Contains(value) && model.Constant(value) is null).Distinct().ToList();
        return live.TrueForAll(value => shapes.Of(value) is { ElementType: DataType.Float }) ? live : null;
    }
}
