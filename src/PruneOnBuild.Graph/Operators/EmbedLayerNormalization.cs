using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// input_ids [batch, sequence], segment_ids, word embedding [words, hidden] -> [batch, sequence, hidden], mask index [batch], the
/// sum before normalisation.
/// </summary>
internal sealed class EmbedLayerNormalization : Operator
{
    public override ImmutableArray<string> Types =>
        ["com.microsoft:EmbedLayerNormalization", "com.microsoft:QEmbedLayerNormalization"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { Rank: 2 } ids || node.Input(2) is not { Rank: 2 } words) return;
        var type = node.Node.OpType[0] == 'Q' ? DataType.Float : words.ElementType;
        node.SetOutput(0, type, ids[0], ids[1], words[1]);
        // Whether the mask index is made at all depends on an attribute; it holds the last place, or zeros, for each sample.
        if (node.Node.Int("mask_index_type", 1) <= 1) node.SetOutput(1, DataType.Int32, ids[0]);
        node.SetOutput(2, type, ids[0], ids[1], words[1]);
    }

    public override void RelateAxes(AxisContext node)
    {
        for (var input = 2; input < node.Node.Input.Count; input++) node.FreezeOthers(input, "is normalised over");
    }
}
