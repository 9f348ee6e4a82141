using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy.Yaml;

/// <summary>One value. A quoted one is text, whatever it looks like.</summary>
internal sealed record YamlScalar(string Text, bool Quoted, SourceLocation Location) : YamlNode(Location)
{
    public bool IsEmpty => Text.Length == 0 || (!Quoted && Text is "~" or "null" or "Null" or "NULL");

    public override string Described =>
        IsEmpty ? "empty" : Quoted ? $"the text \"{Quote.Shorten(Text)}\"" : $"'{Quote.Shorten(Text)}'";
}
