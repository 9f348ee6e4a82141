using System.Collections.Immutable;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Shapes;

/// <summary>
/// What is known of a small tensor's contents, in row-major order, before the model runs: enough to follow the arithmetic
/// with which graphs compute shapes (Shape, Gather, Mul, Concat, Reshape, ...). Truth values are 0 and 1.
/// </summary>
public sealed record TensorValue
{
    /// <summary>Larger tensors are data, not shape arithmetic.</summary>
    public const int MostElements = 1024;

    private TensorValue(ImmutableArray<Dim> entries, ImmutableArray<double> reals) => (Entries, Reals) = (entries, reals);

    /// <summary>Every element; unknown where it is a fraction or only a run tells.</summary>
    public ImmutableArray<Dim> Entries { get; }

    /// <summary>Every element, where all are numbers; else default. Exact for integers up to 2^53.</summary>
    public ImmutableArray<double> Reals { get; }

    public int Count => Entries.Length;

    /// <summary>Every element, where all are whole numbers.</summary>
    public long[]? Numbers => Entries.All(entry => entry.IsKnown) ? [.. Entries.Select(entry => entry.Value)] : null;

    public static TensorValue Of(IEnumerable<Dim> entries)
    {
        ImmutableArray<Dim> all = [.. entries];
        return new(all, all.All(entry => entry.IsKnown) ? [.. all.Select(entry => (double)entry.Value)] : default);
    }

    /// <summary>Whole numbers also become entries; reals are rounded to what the element type can hold.</summary>
    public static TensorValue Of(DataType type, IEnumerable<double> reals)
    {
        ImmutableArray<double> all = [.. reals.Select(real => Round(type, real))];
        return new([.. all.Select(Whole)], all);
    }

    /// <summary>The elements at the given places.</summary>
    public TensorValue Pick(IEnumerable<int> places)
    {
        int[] all = [.. places];
        return new([.. all.Select(place => Entries[place])], Reals.IsDefault ? default : [.. all.Select(place => Reals[place])]);
    }

    private static Dim Whole(double real) => Math.Abs(real) < 1L << 53 && Math.Truncate(real) == real ? (long)real : Dim.Unknown;

    private static double Round(DataType type, double real) => type switch
    {
        DataType.Float => (float)real,
        DataType.Float16 => (double)(Half)real,
        _ => real,
    };
}
