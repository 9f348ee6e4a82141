using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.RandomGraphs;

/// <summary>What a whole graph has in common.</summary>
/// <param name="Opset">9, and then those in which operators changed their form.</param>
/// <param name="OpenBatch">The inputs' first axis is symbolic; runs feed 1.</param>
/// <param name="DeclaresShapes">Values in the middle have a shape in the file.</param>
/// <param name="ListsInitializers">Initializers are listed as graph inputs too, as old exporters do.</param>
/// <param name="WeightsByDetours">Weights may come from Constant nodes or through Identity, Transpose, Reshape or Unsqueeze.</param>
/// <param name="Quantizes">Weights are int8 and dequantized.</param>
internal sealed record GraphStyle(
    long Opset,
    DataType Type,
    bool OpenBatch,
    bool DeclaresShapes,
    bool ListsInitializers,
    bool WeightsByDetours,
    bool Quantizes)
{
    public long IrVersion => Opset < 13 ? ListsInitializers ? 3 : 6 : 8;

    public static GraphStyle Of(Dice dice)
    {
        var opset = dice.Pick(9L, 11, 13, 13, 15, 17, 17, 18, 21);
        var quantizes = opset >= 13 && dice.Chance(8);
        var half = opset >= 13 && !quantizes && dice.Chance(6);
        return new GraphStyle(
            opset, half ? DataType.Float16 : DataType.Float, dice.Chance(20), dice.Chance(25), dice.Chance(12), dice.Chance(30), quantizes);
    }
}
