using System.Collections.Immutable;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy.Yaml;

/// <summary>Keys in the order of the file, each once; merged keys (<c>&lt;&lt;</c>) follow the written ones.</summary>
internal sealed record YamlMapping(ImmutableArray<YamlEntry> Entries, SourceLocation Location) : YamlNode(Location)
{
    public override string Described => Entries.IsEmpty ? "an empty section" : "a section of keys";
}
