using System.Collections.Immutable;
using System.Globalization;

namespace PruneOnBuild.Graph.Shapes;

/// <summary>
/// A polynomial in named unknowns with integer coefficients, e.g. <c>12*batch+past*heads-1</c>. Its text is canonical and decides
/// equality. Sums past <see cref="LongestText"/> characters are given up (null), so that chains of operators stay linear in time.
/// </summary>
internal sealed class SymbolicSum : IEquatable<SymbolicSum>
{
    private const int LongestText = 120;

    // Product of symbols, sorted and joined by '*' ("" is the constant) -> coefficient.
    private readonly ImmutableSortedDictionary<string, long> _terms;
    private readonly string _text;

    private SymbolicSum(ImmutableSortedDictionary<string, long> terms)
    {
        _terms = terms;
        _text = Print(terms);
    }

    public static SymbolicSum Of(string symbol) => new(Terms.Add(symbol.Replace('*', '·'), 1));

    public static SymbolicSum Of(long constant) => new(constant == 0 ? Terms : Terms.Add("", constant));

    /// <summary>The number that the sum is, where no symbol is left in it.</summary>
    public long? Constant => _terms.Count == 0 ? 0 : _terms.Count == 1 && _terms.TryGetValue("", out long number) ? number : null;

    /// <summary>True where no sign is left anywhere, rounded quotients (whose text shows theirs) included.</summary>
    public bool IsNonNegative => !_text.Contains('-', StringComparison.Ordinal);

    public static SymbolicSum? Add(SymbolicSum a, SymbolicSum b)
    {
        var terms = a._terms.ToBuilder();
        foreach ((string symbols, long factor) in b._terms)
            Accumulate(terms, symbols, factor);
        return Make(terms);
    }

    public static SymbolicSum? Multiply(SymbolicSum a, SymbolicSum b)
    {
        var terms = Terms.ToBuilder();
        foreach ((string left, long x) in a._terms)
        {
            foreach ((string right, long y) in b._terms)
                Accumulate(terms, Join(left, right), checked(x * y));
        }
        return Make(terms);
    }

    /// <summary>a / b where b is one term that divides every term of a; else null.</summary>
    public static SymbolicSum? DivideExactly(SymbolicSum a, SymbolicSum b)
    {
        if (a._text == b._text)
            return Of(1);
        if (b._terms.Count != 1)
            return null;
        (string divisor, long by) = b._terms.First();
        var terms = Terms.ToBuilder();
        foreach ((string symbols, long factor) in a._terms)
        {
            if (factor % by != 0 || Without(symbols, divisor) is not { } rest)
                return null;
            Accumulate(terms, rest, factor / by);
        }
        return Make(terms);
    }

    /// <summary>A symbol of its own that stands for the rounded quotient.</summary>
    public static SymbolicSum? Floor(SymbolicSum a, long by)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"floor(({a._text})/{by})");
        return text.Length <= LongestText ? Of(text) : null;
    }

    public bool Equals(SymbolicSum? other) => other is not null && _text == other._text;

    public override bool Equals(object? obj) => Equals(obj as SymbolicSum);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _text;

    private static readonly ImmutableSortedDictionary<string, long> Terms =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    private static SymbolicSum? Make(ImmutableSortedDictionary<string, long>.Builder terms)
    {
        var sum = new SymbolicSum(terms.ToImmutable());
        return sum._text.Length <= LongestText ? sum : null;
    }

    private static void Accumulate(ImmutableSortedDictionary<string, long>.Builder terms, string symbols, long factor)
    {
        long total = checked(terms.GetValueOrDefault(symbols) + factor);
        if (total == 0)
            terms.Remove(symbols);
        else
            terms[symbols] = total;
    }

    private static string Join(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
            return left + right;
        string[] symbols = [.. left.Split('*'), .. right.Split('*')];
        Array.Sort(symbols, StringComparer.Ordinal);
        return string.Join('*', symbols);
    }

    private static string? Without(string symbols, string divisor)
    {
        if (divisor.Length == 0)
            return symbols;
        List<string> rest = [.. symbols.Split('*')];
        return divisor.Split('*').All(rest.Remove) ? string.Join('*', rest) : null;
    }

    private static string Print(ImmutableSortedDictionary<string, long> terms)
    {
        if (terms.Count == 0)
            return "0";
        // The constant, whose key is empty and sorts first, reads better at the end.
        IEnumerable<string> parts = terms.Skip(terms.ContainsKey("") ? 1 : 0).Concat(terms.Where(term => term.Key.Length == 0))
            .Select(term => PrintTerm(term.Key, term.Value));
        return string.Join('+', parts).Replace("+-", "-", StringComparison.Ordinal);
    }

    private static string PrintTerm(string symbols, long factor)
    {
        string number = factor.ToString(CultureInfo.InvariantCulture);
        return symbols.Length == 0 ? number : factor switch
        {
            1 => symbols,
            -1 => "-" + symbols,
            _ => number + "*" + symbols,
        };
    }
}
