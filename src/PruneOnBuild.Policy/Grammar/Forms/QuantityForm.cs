using System.Collections.Immutable;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar.Forms;

/// <summary>A number with a unit.</summary>
/// <param name="kind">What it is in messages, such as <c>a size</c>.</param>
/// <param name="range">What it must, such as <c>be above 0s</c>.</param>
/// <param name="units">What one of each unit is; one without a name: numbers may stand alone.</param>
/// <param name="letters">Whether the case of a unit's letters counts.</param>
internal abstract class QuantityForm<T>(
    string kind, string range, ImmutableArray<(string Unit, double Factor)> units, StringComparison letters = StringComparison.Ordinal) : Form<T>
    where T : struct
{
    public sealed override Located<T>? Read(YamlNode node, string name, Mistakes mistakes)
    {
        if (node is not YamlScalar scalar || !Quantity.TrySplit(scalar.Text, out var number, out var unit))
            return Refuse(node, name, mistakes);
        var known = units.FirstOrDefault(u => u.Unit.Equals(unit, letters));
        if (known.Unit is null)
            mistakes.Add(PolicyErrors.Unit(
                scalar.Location, name, scalar.Text, unit, units.Select(u => u.Unit).Where(u => u.Length > 0), kind, Example(number)));
        else if (Of(number * known.Factor) is { } value)
            return new(value, scalar.Location);
        else
            mistakes.Add(PolicyErrors.OutOfRange(scalar.Location, name, scalar.Text, range));
        return null;
    }

    /// <summary>How a number could have been meant.</summary>
    protected abstract string Example(double number);

    /// <summary>Null where the amount is out of range.</summary>
    protected abstract T? Of(double amount);
}
