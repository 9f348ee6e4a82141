using PruneOnBuild.Policy.Checks;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Policy.Grammar.Sections;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy;

/// <summary>Reads prune.yaml: text to a tree with places, the tree by the grammar, then what settings ask of each other.</summary>
public static class PolicyReader
{
    /// <summary>Touches no file but the policy: models and data are looked for later.</summary>
    /// <exception cref="PruneOnBuildException">POB1: all mistakes of the policy, in the order of the file.</exception>
    public static PolicyReading Read(string path)
    {
        var file = Path.GetFullPath(path);
        return Parse(PolicyFile.ReadText(file), file);
    }

    /// <param name="text">The content of a prune.yaml.</param>
    /// <param name="path">Where it lies, or would lie; need not exist.</param>
    /// <exception cref="PruneOnBuildException">POB1: all mistakes of the policy, in the order of the file.</exception>
    public static PolicyReading Parse(string text, string path)
    {
        var file = Path.GetFullPath(path);
        var mistakes = new Mistakes();
        var root = YamlReader.Read(text, file, mistakes) ?? throw new PruneOnBuildException(PolicyErrors.Empty(file));
        RefuseOtherVersion(root, mistakes);
        var reading = PolicySection.Form.Read(root, "The policy", mistakes);
        if (reading is not null)
            PolicyChecks.Run(reading.Value, Path.GetDirectoryName(file)!, mistakes);

        var found = mistakes.InOrder();
        return found.Any(mistake => mistake.Severity == Severity.Error)
            ? throw new PruneOnBuildException(found)
            : new(PolicySection.Bind(reading!.Value, file), found);
    }

    // Another version has other keys: their names would drown the one mistake that matters.
    private static void RefuseOtherVersion(YamlNode root, Mistakes mistakes)
    {
        var version = (root as YamlMapping)?.Entries.FirstOrDefault(entry => entry.Key == PolicySection.Version.Name);
        if (version is { Value: not YamlScalar { IsEmpty: true } }
            && PolicySection.Version.Read(version.Value, mistakes) is null)
            throw new PruneOnBuildException(mistakes.InOrder());
    }
}
