using System.Collections.Immutable;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Policy.Grammar.Sections;
using PruneOnBuild.Policy.Variants;
using PruneOnBuild.Policy.Yaml;

namespace PruneOnBuild.Policy;

/// <summary>Reads prune.yaml: text to a tree with places, the tree by the grammar, then what settings ask of each other.</summary>
public static class PolicyReader
{
    /// <summary>Touches no file but the policy: models and data are looked for later.</summary>
    /// <param name="choice">Which target each model is pruned for; null: as written, or the default.</param>
    /// <exception cref="PruneOnBuildException">POB1: all mistakes of the policy, in the order of the file.</exception>
    public static PolicyReading Read(string path, TargetChoice? choice = null)
    {
        var file = Path.GetFullPath(path);
        return Parse(PolicyFile.ReadText(file), file, choice);
    }

    /// <param name="text">The content of a prune.yaml.</param>
    /// <param name="path">Where it lies, or would lie; need not exist.</param>
    /// <param name="choice">As in <see cref="Read"/>.</param>
    /// <exception cref="PruneOnBuildException">POB1: all mistakes of the policy, in the order of the file.</exception>
    public static PolicyReading Parse(string text, string path, TargetChoice? choice = null)
    {
        var file = Path.GetFullPath(path);
        var mistakes = new Mistakes();
        var root = YamlReader.Read(text, file, mistakes) ?? throw new PruneOnBuildException(PolicyErrors.Empty(file));
        RefuseOtherVersion(root, mistakes);
        var targets = new ModelTargets(root);
        targets.Check(mistakes);
        // Whichever is chosen now: a mistake in another choice shall not wait until somebody builds for it.
        var variants = targets.RuntimeIdentifiers.Select(identifier => PolicyVariant.Read(targets.For(new(null, identifier)), file)).ToArray();
        foreach (var mistake in PolicyVariant.Mistakes(variants))
            mistakes.Add(mistake);

        var found = mistakes.InOrder();
        if (found.Any(mistake => mistake.Severity == Severity.Error))
            throw new PruneOnBuildException(found);
        var written = variants[0].Bind(file);
        return choice is null ? new(written, found) : Choose(choice, targets, written, found);
    }

    private static PolicyReading Choose(TargetChoice choice, ModelTargets targets, PrunePolicy written, ImmutableArray<Diagnostic> found)
    {
        string[] known = [.. written.Targets.Select(target => target.Name)];
        if (choice.Target is { } name && !known.Contains(name))
            throw new PruneOnBuildException(TargetErrors.Unknown(written.File, name, known));
        var chosen = PolicyVariant.Read(targets.For(choice), written.File);
        if (chosen.Found.Any(mistake => mistake.Severity == Severity.Error))
            throw new PruneOnBuildException(chosen.Found);
        var policy = chosen.Bind(written.File);
        return new(
            policy with
            {
                Models =
                [
                    .. policy.Models.Zip(
                        written.Models, (model, before) => model with { IsOtherTarget = model.Target.Value != before.Target.Value }),
                ],
            },
            found);
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
