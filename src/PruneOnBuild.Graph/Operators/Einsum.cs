using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// One letter per axis; equal letters are equal extents; letters absent from the output are summed over. "..." stands for
/// further, broadcast axes.
/// </summary>
internal sealed class Einsum : Operator
{
    private const string Ellipsis = "...";

    public override ImmutableArray<string> Types => ["Einsum"];

    public override void InferShapes(ShapeContext node)
    {
        var equation = node.Node.String("equation", "").Replace(" ", "", StringComparison.Ordinal);
        if (node.Inputs() is not { Length: > 0 } inputs) return;
        var sides = equation.Split("->");
        var terms = sides[0].Split(',');
        if (terms.Length != inputs.Length || sides.Length > 2) return;

        var extents = new Dictionary<char, Dim>();
        ImmutableArray<Dim> further = [];
        foreach (var (term, input) in terms.Zip(inputs))
        {
            if (Further(term, input) is not { } dims || Broadcasting.Of(further, dims) is not { } common) return;
            further = common;
            foreach (var (letter, extent) in Letters(term, input)) Meet(extents, letter, extent);
        }
        var output = sides.Length == 2 ? sides[1] : Implicit(sides[0]);
        if (output.Replace(Ellipsis, "", StringComparison.Ordinal).Any(letter => !extents.ContainsKey(letter))) return;
        var at = output.IndexOf(Ellipsis, StringComparison.Ordinal);
        IEnumerable<Dim> Named(string letters) => letters.Select(letter => extents[letter]);
        node.SetOutput(0, inputs[0].ElementType, at < 0
            ? Named(output)
            : [.. Named(output[..at]), .. further, .. Named(output[(at + Ellipsis.Length)..])]);
    }

    /// <summary>The extents that "..." stands for in one operand; null where the letters do not fit its rank.</summary>
    private static ImmutableArray<Dim>? Further(string term, TensorShape input)
    {
        var at = term.IndexOf(Ellipsis, StringComparison.Ordinal);
        if (at < 0) return term.Length == input.Rank ? [] : null;
        var count = input.Rank - (term.Length - Ellipsis.Length);
        return count >= 0 ? input.Dims[at..(at + count)] : null;
    }

    private static IEnumerable<(char Letter, Dim Extent)> Letters(string term, TensorShape input)
    {
        var at = term.IndexOf(Ellipsis, StringComparison.Ordinal);
        if (at < 0) return term.Zip(input.Dims);
        var behind = term[(at + Ellipsis.Length)..];
        return term[..at].Zip(input.Dims).Concat(behind.Zip(input.Dims[^behind.Length..]));
    }

    private static void Meet(Dictionary<char, Dim> extents, char letter, Dim extent)
    {
        var before = extents.GetValueOrDefault(letter);
        if (before.IsUnknown || before.Is(1) || !before.IsKnown && extent.IsKnown && !extent.Is(1)) extents[letter] = extent;
    }

    /// <summary>Without an arrow: the broadcast axes, then every letter that occurs once, in alphabetical order.</summary>
    private static string Implicit(string inputs)
    {
        var letters = inputs.Replace(Ellipsis, "", StringComparison.Ordinal).Where(letter => letter != ',')
            .GroupBy(letter => letter)
            .Where(letter => letter.Count() == 1).Select(letter => letter.Key).Order();
        return (inputs.Contains(Ellipsis, StringComparison.Ordinal) ? Ellipsis : "") + string.Concat(letters);
    }
}
