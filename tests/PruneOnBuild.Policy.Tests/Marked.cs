using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy.Tests;

/// <summary>Yaml in which the sign ▸ stands just before the place that a diagnostic must name.</summary>
internal static class Marked
{
    public const char Place = '▸';

    /// <summary>A policy without diagnostics, one setting of which a test replaces.</summary>
    public const string Policy = """
        version: 1
        targets:
          server: { hardware: cpu }
          edge: { hardware: sparse }
        models:
          - path: a.onnx
            target: server
            prune: { goal: { flops: 0.5 } }
            data: { calibration: cal.npz, evaluation: eval.npz }
            gates: { size: { max: 1MB } }
          - path: b.onnx
            target: edge
            prune: { goal: { sparsity: 0.5 } }
            gates: { size: { maxShare: 0.9 } }

        """;

    /// <summary>The policy with one setting replaced; where nothing is replaced, the new text is the whole policy.</summary>
    public static string With(string setting, string replacement)
    {
        if (setting.Length == 0)
            return replacement;
        Assert.Equal(2, Policy.Split(setting).Length);
        return Policy.Replace(setting, replacement, StringComparison.Ordinal);
    }

    /// <summary>Reads the yaml without its mark and expects one diagnostic, of this code and at the mark.</summary>
    public static Diagnostic OnlyMistake(string code, string marked)
    {
        var at = marked.IndexOf(Place);
        Assert.True(at >= 0 && marked.IndexOf(Place, at + 1) < 0, "the yaml needs one mark");
        var before = marked[..at];
        var expected = new SourceLocation(Reading.File, before.Count(c => c == '\n') + 1, at - before.LastIndexOf('\n'));

        var found = Reading.MistakesIn(marked.Remove(at, 1));
        Assert.True(found.Count == 1 && found[0].Code == code && found[0].Location == expected,
            $"Expected only {code} at {expected}, found:\n{string.Join('\n', found)}");
        return found[0];
    }
}
