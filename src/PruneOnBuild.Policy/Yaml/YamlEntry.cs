using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy.Yaml;

/// <summary>One <c>key: value</c>, with the place of the key.</summary>
internal sealed record YamlEntry(string Key, SourceLocation Location, YamlNode Value);
