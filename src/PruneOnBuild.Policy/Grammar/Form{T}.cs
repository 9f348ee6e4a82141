using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar;

/// <summary>A form whose values become <typeparamref name="T"/>.</summary>
internal abstract class Form<T> : Form
{
    /// <param name="name">What the value is called in messages: the key, or the list and a number.</param>
    /// <returns>Null where the value is wrong; the mistakes then say why.</returns>
    public abstract Located<T>? Read(YamlNode node, string name, Mistakes mistakes);

    /// <summary>Says that the value is of another kind than this form.</summary>
    protected Located<T>? Refuse(YamlNode node, string name, Mistakes mistakes, string? remedy = null)
    {
        mistakes.Add(PolicyErrors.WrongType(node.Location, name, node.Described, Expected, remedy));
        return null;
    }
}
