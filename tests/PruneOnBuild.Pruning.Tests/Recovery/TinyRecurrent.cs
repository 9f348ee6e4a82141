using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Recovery;

/// <summary>x [samples, 4, 5] -> one recurrent layer of 8 units -> a product with 3 outputs at every step.</summary>
/// <param name="Op">LSTM, GRU or RNN.</param>
/// <param name="Direction">As ONNX names it.</param>
/// <param name="Starts">Whether states begin with what the first step's input says, instead of with zeros.</param>
/// <param name="BeforeReset">linear_before_reset.</param>
/// <param name="LastOnly">Whether only the last state is read.</param>
public sealed record TinyRecurrent(string Op, string Direction = "forward", bool Starts = false, bool BeforeReset = false, bool LastOnly = false)
{
    public const int Hidden = 8;

    public static readonly long[] Sample = [4, 5];

    public static TheoryData<TinyRecurrent> All =>
    [
        new("LSTM"), new("LSTM", "reverse", Starts: true), new("LSTM", "bidirectional", Starts: true), new("LSTM", LastOnly: true),
        new("GRU"), new("GRU", "bidirectional", Starts: true), new("GRU", BeforeReset: true), new("GRU", "bidirectional", Starts: true, BeforeReset: true),
        new("RNN", Starts: true), new("RNN", "bidirectional"), new("RNN", "reverse", LastOnly: true),
    ];

    private int Gates => Op switch { "LSTM" => 4, "GRU" => 3, _ => 1 };

    private int Directions => Direction == "bidirectional" ? 2 : 1;

    /// <param name="twins">Whether the second half of the units are copies of the first.</param>
    public ModelGraph Build(bool twins = false)
    {
        var model = TinyModel.Input("x", -1, 4, 5).Weight("r", [Directions, Gates * Hidden, Hidden]).Weight("w", [Directions, Gates * Hidden, 5])
            .Weight("b", [Directions, 2 * Gates * Hidden]).Weight("start", [5, Hidden]).Longs("axes", 0);
        string[] inputs = ["steps", "w", "r", "b"];
        if (Starts)
        {
            model.Longs("zero", 0).Longs("one", 1).Node("Gather", ["x", "zero"], ["first"], ("axis", 1)).Node("Squeeze", ["first", "one"], ["row"])
                .Node("MatMul", ["row", "start"], ["state"]).Node("Unsqueeze", ["state", "axes"], ["single"])
                .Node("Concat", [.. Enumerable.Repeat("single", Directions)], ["states"], ("axis", 0));
            inputs = [.. inputs, "", "states"];
        }

        (string, object)[] attributes = [("hidden_size", Hidden), ("direction", Direction)];
        attributes = BeforeReset ? [.. attributes, ("linear_before_reset", 1)] : attributes;
        model.Node("Transpose", ["x"], ["steps"], ("perm", new long[] { 1, 0, 2 }));
        var built = (LastOnly
                ? model.Node(Op, "layer", inputs, ["", "last"], attributes).From("last").Shaped(Directions, -1, Hidden)
                : model.Node(Op, "layer", inputs, ["all"], attributes).Shaped(4, Directions, -1, Hidden).Transpose(2, 0, 1, 3))
            .MatMul("head", 3).Output("y");
        return twins ? WithTwins(built) : built;
    }

    private static ModelGraph WithTwins(ModelGraph model)
    {
        var proto = model.Proto.Clone();
        foreach (var (name, axis) in new[] { ("w", 1), ("r", 1), ("b", 1), ("start", 1) })
        {
            var index = proto.Graph.Initializer.Index().Single(tensor => tensor.Item.Name == name).Index;
            var length = (int)proto.Graph.Initializer[index].Dims[axis];
            int[] twice = [.. Enumerable.Range(0, length).Select(i => (i / Hidden * Hidden) + (i % (Hidden / 2)))];
            proto.Graph.Initializer[index] = TensorSlice.Gather(proto.Graph.Initializer[index], axis, twice);
        }

        return new ModelGraph(proto, model.Path);
    }
}
