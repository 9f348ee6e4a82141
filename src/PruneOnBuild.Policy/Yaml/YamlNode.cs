using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy.Yaml;

/// <summary>A value of the file and the place where it begins.</summary>
internal abstract record YamlNode(SourceLocation Location)
{
    /// <summary>What a message calls it: "a list", "the text 'abc'".</summary>
    public abstract string Described { get; }
}
