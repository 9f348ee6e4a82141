using System.Globalization;

namespace PruneOnBuild.Graph.Shapes;

/// <summary>
/// One extent of a shape, or one entry of a tensor that computes shapes: a known number, a sum of named unknowns
/// (<c>batch</c>, <c>12*batch+1</c>), or unknown. Extents are at least 0; entries of tensors may be negative.
/// Two dims are equal only where every run gives them the same number; <c>default</c> is unknown, which equals nothing it stands
/// for.
/// </summary>
public readonly record struct Dim
{
    private readonly bool _known;
    private readonly long _value;
    private readonly SymbolicSum? _sum;

    private Dim(bool known, long value, SymbolicSum? sum) => (_known, _value, _sum) = (known, value, sum);

    public static Dim Unknown => default;

    /// <summary>The name under which a number stands that only a run tells.</summary>
    public static Dim Symbol(string name) => new(false, 0, SymbolicSum.Of(name));

    public static implicit operator Dim(long value) => new(true, value, null);

    public bool IsKnown => _known;

    public bool IsSymbolic => _sum is not null;

    public bool IsUnknown => !_known && _sum is null;

    /// <summary>The number; only where <see cref="IsKnown"/>.</summary>
    public long Value => _known ? _value : throw new InvalidOperationException($"The dim '{this}' has no known number.");

    /// <summary>True where no run can give a negative number: symbols stand for extents.</summary>
    public bool IsNonNegative => _known ? _value >= 0 : _sum?.IsNonNegative ?? false;

    public bool Is(long value) => _known && _value == value;

    /// <summary>True where both surely have the same number.</summary>
    public bool Same(Dim other) => !IsUnknown && this == other;

    /// <summary>True where both are known and differ.</summary>
    public bool Differs(Dim other) => _known && other._known && _value != other._value;

    public Dim Else(Dim other) => IsUnknown ? other : this;

    public static Dim operator +(Dim a, Dim b) => Combine(a, b, (x, y) => checked(x + y), SymbolicSum.Add);

    public static Dim operator -(Dim a, Dim b) => a + b * -1;

    public static Dim operator *(Dim a, Dim b) =>
        a.Is(0) || b.Is(0) ? 0 : Combine(a, b, (x, y) => checked(x * y), SymbolicSum.Multiply);

    /// <summary>The quotient where the division surely leaves no rest; else unknown.</summary>
    public Dim DivideExactly(Dim by)
    {
        if (IsUnknown || by.IsUnknown || by.Is(0))
            return Unknown;
        if (_known && by._known)
            return _value % by._value == 0 ? _value / by._value : Unknown;
        return From(SymbolicSum.DivideExactly(Sum, by.Sum));
    }

    /// <summary>The quotient rounded towards negative infinity; a new symbol where it cannot be resolved.</summary>
    public Dim DivideFloor(long by)
    {
        if (IsUnknown || by == 0)
            return Unknown;
        if (_known)
            return (long)Math.Floor((decimal)_value / by);
        Dim exact = DivideExactly(by);
        return exact.IsUnknown && by > 0 ? From(SymbolicSum.Floor(Sum, by)) : exact;
    }

    /// <summary>The quotient rounded up.</summary>
    public Dim DivideCeiling(long by) => by > 0 ? (this + (by - 1)).DivideFloor(by) : Unknown;

    public static Dim Product(IEnumerable<Dim> dims) => dims.Aggregate((Dim)1, (product, dim) => product * dim);

    public override string ToString() => _known ? _value.ToString(CultureInfo.InvariantCulture) : _sum?.ToString() ?? "?";

    private SymbolicSum Sum => _sum ?? SymbolicSum.Of(_value);

    private static Dim From(SymbolicSum? sum) => sum switch
    {
        null => Unknown,
        { Constant: { } number } => number,
        _ => new(false, 0, sum),
    };

    // Extents that overflow are hostile or absurd; what they make is not known.
    private static Dim Combine(Dim a, Dim b, Func<long, long, long> numbers, Func<SymbolicSum, SymbolicSum, SymbolicSum?> sums)
    {
        if (a.IsUnknown || b.IsUnknown)
            return Unknown;
        try
        {
            return a._known && b._known ? numbers(a._value, b._value) : From(sums(a.Sum, b.Sum));
        }
        catch (OverflowException)
        {
            return Unknown;
        }
    }
}
