using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy.Grammar;

/// <summary>One key of a section.</summary>
internal abstract class Key(string name, string doc)
{
    public string Name { get; } = name;

    /// <summary>One or two sentences for the schema and the docs.</summary>
    public string Doc { get; } = doc;

    public bool Required { get; init; }

    /// <summary>What holds where the key is absent, as it would be written; null: nothing does.</summary>
    public string? Default { get; init; }

    public abstract Form Form { get; }

    /// <returns>A <see cref="Located{T}"/> of the form's type, or null where the value is wrong.</returns>
    public abstract object? Read(YamlNode node, Mistakes mistakes);
}
