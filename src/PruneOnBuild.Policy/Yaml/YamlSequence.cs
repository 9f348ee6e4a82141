using System.Collections.Immutable;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy.Yaml;

internal sealed record YamlSequence(ImmutableArray<YamlNode> Items, SourceLocation Location) : YamlNode(Location)
{
    public override string Described => Items.IsEmpty ? "an empty list" : "a list";
}
