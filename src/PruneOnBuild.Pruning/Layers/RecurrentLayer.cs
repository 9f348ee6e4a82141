using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Layers;

/// <summary>
/// LSTM, GRU or RNN with stored float32 weights: W [directions, gates*hidden, inputs], R [directions, gates*hidden, hidden], B [directions,
/// 2*gates*hidden]. What its gates see before their activations is linear in the input and the state before the step, so it is some linear
/// problems (<see cref="Parts"/>), whatever the activations are.
/// </summary>
internal sealed class RecurrentLayer
{
    private const int W = 1, R = 2, B = 3, Lengths = 4, InitialState = 5;

    private readonly int _gates;
    private readonly bool _batchFirst;
    private readonly bool _isReversed;

    private RecurrentLayer(NodeProto node, TensorProto w, TensorProto r, int gates)
    {
        (Node, _gates) = (node, gates);
        (Directions, Hidden, Inputs) = ((int)w.Dims[0], (int)r.Dims[2], (int)w.Dims[2]);
        _batchFirst = node.Int("layout", 0) != 0;
        _isReversed = node.String("direction", "forward") == "reverse";
        States = node.Output[0].Length > 0 ? node.Output[0] : $"{node.Output.First(output => output.Length > 0)}_states";
        Parts = [.. Enumerable.Range(0, Directions).SelectMany(PartsOf)];
    }

    public NodeProto Node { get; }

    public int Directions { get; }

    public int Hidden { get; }

    public int Inputs { get; }

    public string Input => Node.Input[0];

    /// <summary>A value that the node makes, whichever of its outputs are in use: what names it among the layers.</summary>
    public string Output => Node.Output.First(output => output.Length > 0);

    /// <summary>The states after all steps, under the name they have in a model that <see cref="Exposed"/> gives.</summary>
    public string States { get; }

    public IReadOnlyList<RecurrentPart> Parts { get; }

    /// <summary>Values that a run has to show for <see cref="Steps"/>, the states last.</summary>
    public IReadOnlyList<string> Needed(ModelGraph model) =>
        [Input, .. new[] { Lengths, InitialState }.Select(InputAt).Where(value => value.Length > 0 && model.Constant(value) is null), States];

    /// <summary>Null where the node is no such layer, or another node reads the same weights.</summary>
    public static RecurrentLayer? Of(NodeProto node, ModelGraph model)
    {
        var gates = node is not { Domain: "" or "ai.onnx" } ? 0 : node.OpType switch { "LSTM" => 4, "GRU" => 3, "RNN" => 1, _ => 0 };
        bool IsOwn(int input) => model.UsesOf(node.Input[input]).Count == 1;
        if (gates == 0 || node.Input.Count <= R || model.Constant(node.Input[0]) is not null
            || !StoredWeight.IsFloat(model, node.Input[W], out var w) || !StoredWeight.IsFloat(model, node.Input[R], out var r)
            || w.Dims.Count != 3 || r.Dims.Count != 3 || !IsOwn(W) || !IsOwn(R))
        {
            return null;
        }

        var hasBias = node.Input.Count > B && node.Input[B].Length > 0;
        return hasBias && !StoredWeight.IsFloat(model, node.Input[B], out _) ? null : new RecurrentLayer(node, w, r, gates);
    }

    /// <summary>The model with the states of this layer under a name of their own, where nobody read them.</summary>
    public ModelGraph Exposed(ModelGraph model)
    {
        if (Node.Output[0].Length > 0)
        {
            return model;
        }

        var proto = model.Proto.Clone();
        proto.Graph.Node.First(node => node.Output.Contains(Output)).Output[0] = States;
        return new ModelGraph(proto, model.Path);
    }

    public int Features(RecurrentPart part) => (part.HasInput ? Inputs : 0) + (part.HasState ? Hidden : 0);

    public int Columns(RecurrentPart part) => part.Gates * Hidden;

    /// <summary>W and R of a part, transposed, [features, columns], and b [1, columns] below them.</summary>
    public Matrix Weights(ModelGraph model, RecurrentPart part)
    {
        var (w, r, b) = (Floats(model, W)!, Floats(model, R)!, Floats(model, B));
        var (features, inputs) = (Features(part), part.HasInput ? Inputs : 0);
        var matrix = new Matrix(features + 1, Columns(part));
        for (var column = 0; column < matrix.Columns; column++)
        {
            var row = Row(part, column);
            for (var feature = 0; feature < features; feature++)
            {
                matrix[feature, column] = feature < inputs ? w[(row * Inputs) + feature] : r[(row * Hidden) + feature - inputs];
            }

            matrix[features, column] = b is null ? 0
                : (part.HasInput ? b[BiasAt(part, column, ofState: false)] : 0) + (part.HasState ? b[BiasAt(part, column, ofState: true)] : 0);
        }

        return matrix;
    }

    /// <summary>Writes parts into a copy of the model that the layer was found in; the others stay as they are.</summary>
    /// <param name="weights">As <see cref="Weights"/> gives them.</param>
    public void Write(ModelProto model, ModelGraph of, IReadOnlyDictionary<RecurrentPart, Matrix> weights)
    {
        float[] Copy(int input) => [.. Floats(of, input)!];
        var (w, r) = (Copy(W), Copy(R));
        float[] b = [.. Floats(of, B) ?? new float[Directions * 2 * _gates * Hidden]];
        foreach (var (part, matrix) in weights)
        {
            var (features, inputs) = (Features(part), part.HasInput ? Inputs : 0);
            for (var column = 0; column < matrix.Columns; column++)
            {
                var row = Row(part, column);
                for (var feature = 0; feature < features; feature++)
                {
                    (feature < inputs ? ref w[(row * Inputs) + feature] : ref r[(row * Hidden) + feature - inputs]) = (float)matrix[feature, column];
                }

                if (part is { HasInput: true, HasState: true })
                {
                    b[BiasAt(part, column, ofState: true)] = 0;
                }

                b[BiasAt(part, column, ofState: !part.HasInput)] = (float)matrix[features, column];
            }
        }

        var node = model.Graph.Node.First(node => node.Output.Contains(Output));
        node.Input[W] = StoredWeight.Put(model, $"{Output}_refit_w", [.. of.Constant(Node.Input[W])!.Dims], w);
        node.Input[R] = StoredWeight.Put(model, $"{Output}_refit_r", [.. of.Constant(Node.Input[R])!.Dims], r);
        while (node.Input.Count <= B)
        {
            node.Input.Add("");
        }

        node.Input[B] = StoredWeight.Put(model, $"{Output}_refit_b", [Directions, b.Length / Directions], b);
    }

    /// <summary>
    /// Steps of one direction, as many as pay, without those that only fill the batch up or lie behind the end of a sequence; none where a
    /// batch has no whole number of sequences for each sample.
    /// </summary>
    /// <param name="values">What <see cref="Needed"/> names.</param>
    /// <param name="batches">How many batches there are in all.</param>
    /// <param name="features">Rows of the problem that steps are taken for: equal numbers give equal steps.</param>
    public StepRows Steps(ModelGraph model, IReadOnlyDictionary<string, Tensor> values, SampleBatch batch, int batches, int direction, int features)
    {
        var (x, y) = (values[Input], values[States]);
        var (steps, sequences) = ((int)x.Dims[_batchFirst ? 1 : 0], (int)x.Dims[_batchFirst ? 0 : 1]);
        var counted = sequences % batch.Rows == 0 ? sequences / batch.Rows * batch.Count : batch.Rows == batch.Count ? sequences : 0;
        var lengths = Value(model, values, Lengths);
        var initial = Value(model, values, InitialState);
        var isBackward = _isReversed || direction == 1;

        (int Step, int Sequence)[] places =
        [
            .. SampledPositions.Of(steps * counted, batches, features, batch.Start).Select(place => (place / counted, place % counted))
                .Where(place => place.Item1 < End(place.Item2)),
        ];
        var rows = new StepRows(new float[places.Length * Inputs], new float[places.Length * Hidden], new float[places.Length * Hidden], places.Length);
        for (var i = 0; i < places.Length; i++)
        {
            var (step, sequence) = places[i];
            var from = _batchFirst ? (sequence * steps) + step : (step * sequences) + sequence;
            x.Floats().Slice(from * Inputs, Inputs).CopyTo(rows.X.AsSpan(i * Inputs));
            State(step, sequence).CopyTo(rows.After.AsSpan(i * Hidden));
            var before = isBackward ? step + 1 : step - 1;
            if (before >= 0 && before < End(sequence))
            {
                State(before, sequence).CopyTo(rows.Before.AsSpan(i * Hidden));
            }
            else if (initial is not null)
            {
                var at = _batchFirst ? (sequence * Directions) + direction : (direction * sequences) + sequence;
                initial.AsSpan(at * Hidden, Hidden).CopyTo(rows.Before.AsSpan(i * Hidden));
            }
        }

        return rows;

        int End(int sequence) => lengths is null ? steps : (int)lengths[sequence];

        ReadOnlySpan<float> State(int step, int sequence)
        {
            var at = _batchFirst
                ? (((sequence * steps) + step) * Directions) + direction
                : (((step * Directions) + direction) * sequences) + sequence;
            return y.Floats().Slice(at * Hidden, Hidden);
        }
    }

    /// <summary>What a part multiplies at some steps: [count, features].</summary>
    /// <param name="model">Whose reset gate lets states through.</param>
    /// <param name="before">States before each step, [count, hidden].</param>
    public float[] InputsOf(ModelGraph model, RecurrentPart part, float[] x, float[] before, int count)
    {
        if (part.Reads == RecurrentReads.InputAndResetState)
        {
            before = ResetStates(model, part.Direction, x, before, count);
        }

        var (features, inputs) = (Features(part), part.HasInput ? Inputs : 0);
        var rows = new float[count * features];
        for (var i = 0; i < count; i++)
        {
            x.AsSpan(i * Inputs, inputs).CopyTo(rows.AsSpan(i * features));
            before.AsSpan(i * Hidden, features - inputs).CopyTo(rows.AsSpan((i * features) + inputs));
        }

        return rows;
    }

    /// <summary>What a part gives for rows of <see cref="InputsOf"/>: [count, columns].</summary>
    public static Matrix Outputs(float[] rows, int count, Matrix weights)
    {
        var features = weights.Rows - 1;
        var x = new Matrix(count, weights.Rows);
        for (var i = 0; i < count; i++)
        {
            for (var feature = 0; feature < features; feature++)
            {
                x[i, feature] = rows[(i * features) + feature];
            }

            x[i, features] = 1;
        }

        return Multiply.Of(x, weights);
    }

    /// <summary>
    /// A GRU's third gate, the candidate for the new state, is a case of its own. With linear_before_reset its state's share is scaled by the
    /// reset gate, so input and state are two problems; without, the state itself is scaled before.
    /// </summary>
    private IEnumerable<RecurrentPart> PartsOf(int direction)
    {
        if (Node.OpType != "GRU")
        {
            return [new(direction, 0, _gates, RecurrentReads.InputAndState)];
        }

        RecurrentPart gates = new(direction, 0, 2, RecurrentReads.InputAndState);
        return Node.Int("linear_before_reset", 0) != 0
                ? [gates, new(direction, 2, 1, RecurrentReads.Input), new(direction, 2, 1, RecurrentReads.State)]
            : HasSigmoid(direction) ? [gates, new(direction, 2, 1, RecurrentReads.InputAndResetState)] : [gates];
    }

    /// <summary>Whether the reset gate's activation is the usual one.</summary>
    private bool HasSigmoid(int direction) =>
        !Node.Has("clip") && (Node.Strings("activations") is not { Count: > 0 } names || names[names.Count / Directions * direction] == "Sigmoid");

    private float[] ResetStates(ModelGraph model, int direction, float[] x, float[] before, int count)
    {
        var gates = Parts.First(part => part.Direction == direction);
        var z = Outputs(InputsOf(model, gates, x, before, count), count, Weights(model, gates));
        var states = new float[before.Length];
        for (var i = 0; i < count; i++)
        {
            for (var unit = 0; unit < Hidden; unit++)
            {
                states[(i * Hidden) + unit] = (float)(before[(i * Hidden) + unit] / (1 + Math.Exp(-z[i, Hidden + unit])));
            }
        }

        return states;
    }

    /// <summary>Row of W and R, over all directions, for a column of a part.</summary>
    private int Row(RecurrentPart part, int column) => (((part.Direction * _gates) + part.FirstGate) * Hidden) + column;

    private int BiasAt(RecurrentPart part, int column, bool ofState) =>
        ((((part.Direction * 2) + (ofState ? 1 : 0)) * _gates) + part.FirstGate) * Hidden + column;

    private string InputAt(int input) => Node.Input.Count > input ? Node.Input[input] : "";

    private float[]? Floats(ModelGraph model, int input) => InputAt(input).Length > 0 ? TensorReader.Floats(model.Constant(InputAt(input))!) : null;

    private float[]? Value(ModelGraph model, IReadOnlyDictionary<string, Tensor> values, int input)
    {
        var name = InputAt(input);
        return name.Length == 0 ? null
            : values.TryGetValue(name, out var value) ? value.Floats().ToArray()
            : model.Constant(name) is { } constant ? TensorReader.Floats(constant) : null;
    }
}
