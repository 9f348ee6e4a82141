using System.Text.Json.Nodes;

namespace PruneOnBuild.Policy.Grammar;

/// <summary>What may be written as a value: how it is read, how a message and the docs name it, and its JSON schema.</summary>
internal abstract class Form
{
    /// <summary>Follows "must be": "a share in [0, 1), such as 0.3 or 30%".</summary>
    public abstract string Expected { get; }

    /// <summary>For the docs' table of keys: short, "share in [0, 1)".</summary>
    public abstract string Short { get; }

    /// <summary>The sections that a value of this form may hold.</summary>
    public virtual IEnumerable<Section> Sections => [];

    /// <summary>JSON Schema, draft 7.</summary>
    public abstract JsonObject Schema();
}
