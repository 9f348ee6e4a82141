using PruneOnBuild.Graph;
using PruneOnBuild.Testing;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Pruning.Tests;

/// <summary>Layers with a state; sequences of 4 steps.</summary>
internal static partial class Zoo
{
    public static ModelGraph LstmChain() =>
        Recurrent(Recurrent(TinyModel.Input("x", 4, 2, 5), "LSTM", "lstm1", hidden: 6, gates: 4), "LSTM", "lstm2", hidden: 5, gates: 4)
            .MatMul("head", 3).Output("y");

    public static ModelGraph LstmBothDirections()
    {
        var model = TinyModel.Input("x", 4, 2, 5).Weight("peepholes", [2, 18]).Weight("start_h", [2, 2, 6]).Weight("start_c", [2, 2, 6])
            .Whole("lengths", DataType.Int32, [2], 3, 4);
        return RecurrentNode(model, "LSTM", "lstm", 6, 4, ["lengths", "start_h", "start_c", "peepholes"], ("direction", "bidirectional"))
            .Transpose(0, 2, 1, 3).MatMul("head", 3).Output("y");
    }

    public static ModelGraph LstmLastStates() =>
        RecurrentNode(TinyModel.Input("x", 4, 2, 5), "LSTM", "lstm", 6, 4, [], ("direction", "reverse"))
            .From("lstm.c").Shaped(1, 2, 6).From("lstm.h").Shaped(1, 2, 6).Concat(2, "lstm.c").MatMul("head", 3).Output("y");

    /// <summary>The second network starts where the first one ends.</summary>
    public static ModelGraph GruEncoderDecoder() =>
        RecurrentNode(
            RecurrentNode(TinyModel.Input("x", 4, 2, 5), "GRU", "encoder", 6, 3, [], ("linear_before_reset", 1)).From("x"),
            "GRU", "decoder", 6, 3, ["", "encoder.h"])
            .Longs("one", 1).Node("Squeeze", "squeeze", ["decoder.out", "one"], ["squeezed"]).Shaped(4, 2, 6).MatMul("head", 3).Output("y");

    public static ModelGraph RnnAfterConvolution() =>
        Recurrent(TinyModel.Input("x", 2, 3, 8).Conv("conv", 6).Relu().Transpose(2, 0, 1), "RNN", "rnn", hidden: 7, gates: 1)
            .MatMul("head", 3).Output("y");

    private static TinyModel Recurrent(TinyModel model, string op, string name, int hidden, int gates)
    {
        var (steps, batch) = (model.Shape[0], model.Shape[1]);
        return RecurrentNode(model, op, name, hidden, gates, []).Longs($"{name}.axes", 1)
            .Node("Squeeze", $"{name}.squeeze", [$"{name}.out", $"{name}.axes"], [$"{name}.flat"]).Shaped(steps, batch, hidden);
    }

    private static TinyModel RecurrentNode(
        TinyModel model, string op, string name, int hidden, int gates, string[] rest, params (string Name, object Value)[] attributes)
    {
        var directions = attributes.Contains(("direction", "bidirectional")) ? 2 : 1;
        var (steps, batch, input) = (model.Shape[0], model.Shape[1], model.Shape[2]);
        model.Weight($"{name}.w", [directions, gates * hidden, input]).Weight($"{name}.r", [directions, gates * hidden, hidden])
            .Weight($"{name}.b", [directions, 2 * gates * hidden]);
        string[] outputs = op == "LSTM" ? [$"{name}.out", $"{name}.h", $"{name}.c"] : [$"{name}.out", $"{name}.h"];
        return model
            .Node(op, name, [model.Current, $"{name}.w", $"{name}.r", $"{name}.b", .. rest], outputs, [("hidden_size", hidden), .. attributes])
            .Shaped(steps, directions, batch, hidden);
    }
}
