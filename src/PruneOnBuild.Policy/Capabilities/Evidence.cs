namespace PruneOnBuild.Policy.Capabilities;

/// <summary>Why a claim about hardware is believed.</summary>
/// <param name="Says">What was found, as a clause that a message can take in: no capital, no full stop.</param>
/// <param name="Source">Where to read it up: a document's title, an issue, or a page of this repository.</param>
public sealed record Evidence(string Says, string Source)
{
    public override string ToString() => $"{Says} ({Source})";
}
