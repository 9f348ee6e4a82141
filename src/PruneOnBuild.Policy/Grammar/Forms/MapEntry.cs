namespace PruneOnBuild.Policy.Grammar.Forms;

/// <param name="Value">Null where it was wrong.</param>
internal sealed record MapEntry<T>(Located<string> Name, Located<T>? Value);
