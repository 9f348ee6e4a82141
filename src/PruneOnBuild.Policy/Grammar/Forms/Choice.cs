namespace PruneOnBuild.Policy.Grammar.Forms;

/// <param name="Word">As written in prune.yaml.</param>
/// <param name="Doc">When to take it, in one line.</param>
internal sealed record Choice<T>(string Word, T Value, string Doc);
