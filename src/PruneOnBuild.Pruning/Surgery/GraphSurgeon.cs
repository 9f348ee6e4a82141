using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Graph.Operators;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Pruning.Surgery;

/// <summary>
/// Cuts removed channels out of a model: every constant along its channel axes, every attribute and constant that holds a size. The dense
/// model is not touched; the result is checked before it leaves (see <see cref="CutChecker"/>).
/// </summary>
internal sealed class GraphSurgeon
{
    private readonly AxisMap _map;
    private readonly Func<int, bool> _removed;
    private readonly ModelProto _pruned;

    private GraphSurgeon(AxisMap map, Func<int, bool> removed)
    {
        _map = map;
        _removed = removed;
        _pruned = map.Model.Proto.Clone();
    }

    /// <param name="removed">Whether a channel goes; must give one answer for all members of a set, and false for frozen ones.</param>
    public static ModelGraph Cut(AxisMap map, Func<int, bool> removed)
    {
        var surgeon = new GraphSurgeon(map, removed);
        surgeon.CutInitializers();
        surgeon.CutNodes();
        surgeon.CutValueInfos();
        CuttableForm.TidyUp(surgeon._pruned, map.Model);
        var pruned = new ModelGraph(surgeon._pruned, map.Model.Path);
        CutChecker.Check(map, removed, pruned, ShapeInference.Infer(pruned));
        return pruned;
    }

    private void CutInitializers()
    {
        for (var i = 0; i < _pruned.Graph.Initializer.Count; i++)
        {
            _pruned.Graph.Initializer[i] = CutTensor(_pruned.Graph.Initializer[i], _pruned.Graph.Initializer[i].Name);
        }
    }

    private void CutNodes()
    {
        var nodes = new List<NodeProto>();
        for (var i = 0; i < _pruned.Graph.Node.Count; i++)
        {
            var dense = _map.Model.Graph.Node[i];
            var node = _pruned.Graph.Node[i];
            if (!dense.Input.Concat(dense.Output).Any(IsCut))
            {
                nodes.Add(node);
                continue;
            }

            if (dense.OpType == "Constant" && node.Tensor("value") is { } value)
            {
                node.SetTensor("value", CutTensor(value, node.Output[0]));
            }

            var context = new CutContext(_map, dense, node, _removed, tensor => ModelEdits.AddInitializer(_pruned, tensor));
            OperatorCatalog.Find(dense.Domain, dense.OpType)?.Cut(context);
            nodes.AddRange([.. context.Before, node, .. context.After]);
        }

        _pruned.Graph.Node.Clear();
        _pruned.Graph.Node.AddRange(nodes);
    }

    /// <summary>Keeps the shapes in the file true, also those of weights that are listed as inputs.</summary>
    private void CutValueInfos()
    {
        foreach (var info in _pruned.Graph.ValueInfo.Concat(_pruned.Graph.Input).Where(info => IsCut(info.Name)))
        {
            for (var axis = 0; axis < info.Type?.TensorType?.Shape?.Dim.Count; axis++)
            {
                if (_map.Channels(info.Name, axis) is { } channels && info.Type.TensorType.Shape.Dim[axis].HasDimValue)
                {
                    info.Type.TensorType.Shape.Dim[axis].DimValue = Kept(channels).Length;
                }
            }
        }
    }

    private TensorProto CutTensor(TensorProto tensor, string value)
    {
        for (var axis = 0; axis < tensor.Dims.Count; axis++)
        {
            if (_map.Channels(value, axis) is { } channels && Kept(channels) is var kept && kept.Length < channels.Length)
            {
                tensor = TensorSlice.Gather(tensor, axis, kept);
            }
        }

        return tensor;
    }

    private bool IsCut(string value)
    {
        for (var axis = 0; axis < _map.Rank(value); axis++)
        {
            if (_map.Channels(value, axis) is { } channels && Kept(channels).Length < channels.Length)
            {
                return true;
            }
        }

        return false;
    }

    private int[] Kept(int[] channels) => AxisMap.Kept(channels, _removed);
}
