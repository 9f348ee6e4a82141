using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Shapes;

/// <summary>Evaluates broadcasting operators on small tensors whose contents are known, wholly or as symbols.</summary>
internal static class ShapeArithmetic
{
    /// <summary>
    /// What the node makes of its inputs' contents; null where that is not known at all or is no shape arithmetic.
    /// </summary>
    /// <param name="output">Shape and type of the result.</param>
    public static TensorValue? Evaluate(ShapeContext node, TensorShape output)
    {
        if (output.Numbers is not { } dims || Count(dims) > TensorValue.MostElements) return null;
        var inputs = new Operand[node.InputCount];
        for (var i = 0; i < inputs.Length; i++)
        {
            if (node.Value(i) is not { } value || node.Input(i)?.Numbers is not { } own || Count(own) != value.Count) return null;
            inputs[i] = new(value, own, RowMajor.Strides(own), node.Type(i));
        }
        if (inputs.Length == 1) return inputs[0].Value;
        return inputs.Skip(1).Aggregate((Operand?)inputs[0], (left, right) =>
            left is null ? null : Combine(node.Node.OpType, left, right, dims, output.ElementType))?.Value;
    }

    /// <summary>The elements of a tensor broadcast to a shape; null where the shape or the tensor's own is not known.</summary>
    public static TensorValue? Stretch(TensorValue value, TensorShape from, TensorShape to)
    {
        if (to.Numbers is not { } dims || from.Numbers is not { } own || Count(dims) > TensorValue.MostElements
            || Count(own) != value.Count)
            return null;
        var strides = RowMajor.Strides(own);
        return value.Pick(RowMajor.Select(dims, at => RowMajor.Broadcast(own, strides, at)));
    }

    /// <summary>Number of elements: exact up to <see cref="TensorValue.MostElements"/>, above that some greater number.</summary>
    public static long Count(IEnumerable<long> dims)
    {
        const long TooMany = TensorValue.MostElements + 1L;
        return dims.Aggregate(1L, (count, dim) => Math.Min(count * Math.Min(dim, TooMany), TooMany));
    }

    private static Operand? Combine(string type, Operand left, Operand right, long[] dims, DataType result)
    {
        (int Left, int Right)[] places = [.. RowMajor.Select(dims, at =>
            (RowMajor.Broadcast(left.Dims, left.Strides, at), RowMajor.Broadcast(right.Dims, right.Strides, at)))];
        var (a, b) = (left.Value, right.Value);
        TensorValue value;
        if (left.IsReal && !a.Reals.IsDefault && !b.Reals.IsDefault)
        {
            if (RealOperator(type) is not { } real) return null;
            value = TensorValue.Of(result, places.Select(place => real(a.Reals[place.Left], b.Reals[place.Right])));
        }
        else
        {
            if (WholeOperator(type, left.IsReal) is not { } whole) return null;
            value = TensorValue.Of(places.Select(place => whole(a.Entries[place.Left], b.Entries[place.Right])));
        }
        return new(value, dims, RowMajor.Strides(dims), left.Type);
    }

    private static Func<double, double, double>? RealOperator(string type) => type switch
    {
        "Add" or "Sum" => (a, b) => a + b,
        "Sub" => (a, b) => a - b,
        "Mul" => (a, b) => a * b,
        "Div" => (a, b) => a / b,
        "Pow" => Math.Pow,
        "Max" => Math.Max,
        "Min" => Math.Min,
        "Equal" => (a, b) => a == b ? 1 : 0,
        "Greater" => (a, b) => a > b ? 1 : 0,
        "GreaterOrEqual" => (a, b) => a >= b ? 1 : 0,
        "Less" => (a, b) => a < b ? 1 : 0,
        "LessOrEqual" => (a, b) => a <= b ? 1 : 0,
        _ => null,
    };

    private static Func<Dim, Dim, Dim>? WholeOperator(string type, bool isReal) => type switch
    {
        "Add" or "Sum" => (a, b) => a + b,
        "Sub" => (a, b) => a - b,
        "Mul" => (a, b) => a * b,
        "Div" => isReal ? (a, b) => a.DivideExactly(b) : Divide,
        "Mod" => (a, b) => a.IsKnown && b.IsKnown && a.Value >= 0 && b.Value > 0 ? a.Value % b.Value : Dim.Unknown,
        "Pow" => (a, b) => b.IsKnown && b.Value is >= 0 and <= 8 ? Dim.Product(Enumerable.Repeat(a, (int)b.Value)) : Dim.Unknown,
        "Max" => (a, b) => Extreme(a, b, largest: true),
        "Min" => (a, b) => Extreme(a, b, largest: false),
        "Equal" => (a, b) => Truth(Compare(a, b), sign => sign == 0),
        "Greater" => (a, b) => Truth(Compare(a, b), sign => sign > 0),
        "GreaterOrEqual" => (a, b) => Truth(Compare(a, b), sign => sign >= 0),
        "Less" => (a, b) => Truth(Compare(a, b), sign => sign < 0),
        "LessOrEqual" => (a, b) => Truth(Compare(a, b), sign => sign <= 0),
        "And" => (a, b) => a.Is(0) || b.Is(0) ? 0 : a.IsKnown && b.IsKnown ? 1 : Dim.Unknown,
        "Or" => (a, b) => a.Is(1) || b.Is(1) ? 1 : a.IsKnown && b.IsKnown ? 0 : Dim.Unknown,
        "Xor" => (a, b) => a.IsKnown && b.IsKnown ? (a.Value == b.Value ? 0 : 1) : Dim.Unknown,
        _ => null,
    };

    /// <summary>Integer division, which rounds towards zero.</summary>
    private static Dim Divide(Dim a, Dim b)
    {
        if (a.IsKnown && b.IsKnown) return b.Value switch { 0 => Dim.Unknown, -1 => a * -1, var by => a.Value / by };
        return a.IsNonNegative && b.IsKnown && b.Value > 0 ? a.DivideFloor(b.Value) : a.DivideExactly(b);
    }

    /// <summary>The sign of a - b where every run has the same.</summary>
    private static int? Compare(Dim a, Dim b)
    {
        if (a.IsKnown && b.IsKnown) return a.Value.CompareTo(b.Value);
        if (a.Same(b)) return 0;
        return (a - b - 1).IsNonNegative ? 1 : (b - a - 1).IsNonNegative ? -1 : null;
    }

    private static Dim Extreme(Dim a, Dim b, bool largest)
    {
        if ((a - b).IsNonNegative) return largest ? a : b;
        return (b - a).IsNonNegative ? largest ? b : a : Dim.Unknown;
    }

    private static Dim Truth(int? sign, Func<int, bool> holds) => sign is { } known ? holds(known) ? 1 : 0 : Dim.Unknown;

    private sealed record Operand(TensorValue Value, long[] Dims, int[] Strides, DataType Type)
    {
        public bool IsReal => Type is DataType.Float or DataType.Double or DataType.Float16;
    }
}
