using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar;

/// <summary>A key whose value becomes <typeparamref name="T"/>.</summary>
internal sealed class Key<T>(string name, Form<T> form, string doc) : Key(name, doc)
{
    public override Form<T> Form => form;

    public override object? Read(YamlNode node, Mistakes mistakes) => form.Read(node, Name, mistakes);

    /// <summary>The default, read by the very rules that a written value is read by.</summary>
    public Located<T> DefaultAt(SourceLocation place) =>
        form.Read(new YamlScalar(Default ?? "", Quoted: false, place), Name, new Mistakes())
        ?? throw new InvalidOperationException($"The default of '{Name}' is not of its own form.");
}
