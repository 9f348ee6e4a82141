using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
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

    /// <summary>
    /// Axes of one letter go together; those of a letter that the output lacks are summed over. An operand that has a letter twice (a
    /// diagonal) freezes all.
    /// </summary>
    public override void RelateAxes(AxisContext node)
    {
        var equation = node.Node.String("equation", "").Replace(" ", "", StringComparison.Ordinal);
        var sides = equation.Split("->");
        var terms = sides[0].Split(',');
        if (terms.Length != node.Node.Input.Count || sides.Length > 2 || node.OutputShape(0) is not { } result) return;
        var operands = new List<string>();
        foreach (var (term, input) in terms.Select((term, input) => (term, input)))
        {
            if (node.InputShape(input) is not { } shape || Expand(term, shape.Rank) is not { } letters) return;
            operands.Add(letters);
        }

        if (Expand(sides.Length == 2 ? sides[1] : Implicit(sides[0]), result.Rank) is not { } output) return;
        var axes = string.Concat(operands).Distinct().Select(letter => Meet(node, operands, output, letter)).ToList();
        if (operands.Count > 1) node.Costs([], axes);
    }

    /// <summary>Relates all axes of one letter; gives their extent and channels.</summary>
    private static (Dim Size, int[]? Channels) Meet(AxisContext node, List<string> operands, string output, char letter)
    {
        var places = operands.Select((letters, input) => (Input: input, Axis: letters.IndexOf(letter)))
            .Where(place => place.Axis >= 0)
            .Select(place => (place.Input, place.Axis, Size: node.InputShape(place.Input)![place.Axis])).ToList();
        // An axis of extent 1 stretches where others of its letter are longer.
        var wide = places.Exists(place => !place.Size.Is(1)) ? places.FindAll(place => !place.Size.Is(1)) : places;
        var summed = !output.Contains(letter);
        if (summed && wide.Count < places.Count) return (wide[0].Size, null);
        // What is summed over in weights alone is silenced nowhere.
        if (summed && operands.Count > 1 && wide.TrueForAll(place => node.IsFixed(place.Input))) return (wide[0].Size, null);
        var role = summed ? AxisRole.Reads : AxisRole.Carries;
        AxisRole RoleIn(int input) => !summed && wide.Count == 1 && node.IsConstant(input) ? AxisRole.Writes : role;
        var channels = wide.ConvertAll(place => node.Input(place.Input, place.Axis, RoleIn(place.Input)));
        foreach (var other in channels.Skip(1)) node.Join(channels[0], other);
        if (!summed) node.Output(0, output.IndexOf(letter), channels[0]);
        return (wide[0].Size, channels[0]);
    }

    /// <summary>One letter per axis, "..." as digits counted from its end; null where the term does not fit or has a letter twice.</summary>
    private static string? Expand(string term, int rank)
    {
        var at = term.IndexOf(Ellipsis, StringComparison.Ordinal);
        var further = rank - (term.Length - Ellipsis.Length);
        if (at >= 0 && further is >= 0 and < 10)
            term = string.Concat(term[..at], string.Concat(Enumerable.Range(0, further).Reverse()), term[(at + Ellipsis.Length)..]);
        return term.Length == rank && term.Distinct().Count() == rank ? term : null;
    }
}
