using PruneOnBuild.Policy.Grammar;
using PruneOnBuild.Policy.Grammar.Forms;
using PruneOnBuild.Policy.Grammar.Sections;

namespace PruneOnBuild.Policy.Checks;

/// <summary>
/// Everything that settings demand of each other. Runs over what could be read, so that one run reports all mistakes;
/// a check whose settings are themselves wrong stays silent.
/// </summary>
internal static class PolicyChecks
{
    public static void Run(SectionReading policy, string folder, Mistakes mistakes)
    {
        var targets = policy.Written(PolicySection.Targets)?.Value ?? [];
        var models = policy.Written(PolicySection.Models)?.Value ?? [];
        foreach (var target in targets)
            if (target.Value is { } reading)
                TargetChecks.Run(reading.Value, mistakes);
        foreach (var (model, _) in models)
        {
            if (policy.Written(PolicySection.Targets) is not null)
                CheckTarget(model, targets, mistakes);
            DataChecks.Run(model, folder, mistakes);
            GateChecks.Run(model, mistakes);
        }
        CheckPaths(models.Select(model => model.Value), folder, mistakes);
        CheckUse(targets, models.Select(model => model.Value), mistakes);
    }

    private static void CheckTarget(SectionReading model, IReadOnlyList<MapEntry<SectionReading>> targets, Mistakes mistakes)
    {
        if (model.Written(ModelSection.Target) is not { } name)
            return;
        if (targets.FirstOrDefault(target => target.Name.Value == name.Value) is not { } found)
            mistakes.Add(PolicyErrors.UnknownTarget(name.Location, name.Value, [.. targets.Select(target => target.Name.Value)]));
        else if (found.Value is { } target)
        {
            if (model.Written(ModelSection.Prune) is { } prune)
                GoalChecks.Run(prune.Value, name, target.Value, mistakes);
            IntentChecks.Run(model, name, target.Value, mistakes);
            ElsewhereChecks.Run(model, name, target.Value, mistakes);
        }
    }

    private static void CheckPaths(IEnumerable<SectionReading> models, string folder, Mistakes mistakes)
    {
        var seen = new Dictionary<string, Located<string>>(StringComparer.Ordinal);
        foreach (var model in models)
        {
            if (model.Written(ModelSection.Path) is not { } path)
                continue;
            var full = PolicyPath.Full(folder, path.Value);
            if (!seen.TryAdd(full, path))
                mistakes.Add(PolicyErrors.SamePath(path.Location, path.Value, seen[full].Location));
        }
    }

    // A model whose target: is missing or names none may have meant any of them, so nothing is said then.
    private static void CheckUse(
        IReadOnlyList<MapEntry<SectionReading>> targets, IEnumerable<SectionReading> models, Mistakes mistakes)
    {
        var used = models.Select(model => model.Written(ModelSection.Target)?.Value).ToHashSet(StringComparer.Ordinal);
        if (used.Count == 0 || !used.IsSubsetOf(targets.Select(target => target.Name.Value)))
            return;
        foreach (var (name, _) in targets)
            if (!used.Contains(name.Value))
                mistakes.Add(PolicyErrors.UnusedTarget(name.Location, name.Value));
    }
}
