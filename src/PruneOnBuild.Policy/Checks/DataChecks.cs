using PruneOnBuild.Policy.Grammar;
using PruneOnBuild.Policy.Grammar.Sections;

namespace PruneOnBuild.Policy.Checks;

/// <summary>Whether a model's pruning and gates have the data that they need.</summary>
internal static class DataChecks
{
    public static void Run(SectionReading model, string folder, Mistakes mistakes)
    {
        // Where data: itself is wrong, what it lacks is not known.
        if (model.Has(ModelSection.Data) && model.Written(ModelSection.Data) is null)
            return;
        var data = model.Written(ModelSection.Data)?.Value ?? SectionReading.Empty(model.Location);
        var prune = model.Written(ModelSection.Prune)?.Value;
        if (prune is not null && !data.Has(DataSection.Calibration))
            CheckCalibration(prune, mistakes);

        var accuracy = model.Written(ModelSection.Gates)?.Value.Written(GatesSection.Accuracy);
        if (accuracy is not null && !data.Has(DataSection.Evaluation))
            mistakes.Add(PolicyErrors.AccuracyWithoutData(accuracy.Location));

        if (data.Written(DataSection.Calibration) is { } calibration && data.Written(DataSection.Evaluation) is { } evaluation
            && PolicyPath.Full(folder, calibration.Value) == PolicyPath.Full(folder, evaluation.Value))
            mistakes.Add(PolicyErrors.SameData(evaluation.Location, evaluation.Value));
        CheckClasses(data, mistakes);
    }

    private static void CheckClasses(SectionReading data, Mistakes mistakes)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in data.Written(DataSection.Classes)?.Value ?? [])
            if (!seen.Add(name.Value))
                mistakes.Add(PolicyErrors.NamedTwice(name.Location, DataSection.Classes.Name, name.Value));
    }

    private static void CheckCalibration(SectionReading prune, Mistakes mistakes)
    {
        if (prune.Written(PruneSection.Criterion) is { Value: Criterion.Obs or Criterion.Activation } criterion)
            mistakes.Add(PolicyErrors.NeedsCalibration(
                criterion.Location, $"criterion {criterion.Value.Word()}", "use criterion: l2"));
        if (prune.Written(PruneSection.Recovery) is { Value: Recovery.LeastSquares } recovery)
            mistakes.Add(PolicyErrors.NeedsCalibration(
                recovery.Location, $"recovery {recovery.Value.Word()}", "write recovery: none"));
    }
}
