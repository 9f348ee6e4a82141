using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Layers;

/// <summary>Where the channels of a group lie among the inputs and states that a part of a recurrent layer reads.</summary>
/// <param name="Number">Which of the layer's parts it is.</param>
internal sealed record RecurrentInput(RecurrentLayer Layer, int Number, IReadOnlyList<int[]> Rows) : IGroupReader
{
    public (string Output, int Part) Key => (Layer.Output, Number);

    public RecurrentPart Part => Layer.Parts[Number];

    public int Features => Layer.Features(Part);

    /// <summary>The parts of layers that read the group, in execution order.</summary>
    public static IReadOnlyList<RecurrentInput> Of(AxisMap map, ChannelGroup group, IReadOnlyList<RecurrentLayer> layers)
    {
        var inputs = new List<RecurrentInput>();
        foreach (var layer in layers)
        {
            var (read, units) = (map.Channels(layer.Input, 2), map.Channels(layer.Node.Input[2], 2));
            foreach (var (number, part) in layer.Parts.Index())
            {
                var rows = new GroupRows(map, group).Add(part.HasInput ? read : null).Add(part.HasState ? units : null, first: part.HasInput ? layer.Inputs : 0);
                if (!rows.IsEmpty)
                {
                    inputs.Add(new RecurrentInput(layer, number, rows.Rows));
                }
            }
        }

        return inputs;
    }

    public Matrix Weights(ModelGraph model) => Layer.Weights(model, Part);

    public IReadOnlyList<string> Needed(ModelGraph model) => Layer.Needed(model);

    public void Add(
        LayerMoments moments, ModelGraph model, IReadOnlyDictionary<string, Tensor> values, SampleBatch batch, IReadOnlyList<SampleBatch> batches)
    {
        var steps = Layer.Steps(model, values, batch, batches.Count, Part.Direction, Layer.Inputs + Layer.Hidden);
        moments.Add(Layer.InputsOf(model, Part, steps.X, steps.Before, steps.Count), default, steps.Count);
    }
}
