using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Reports.Sections;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Cli.Stages;

/// <summary>
/// Reads every sample of the declared data once, before anything costly is done for a model whose data is no good, and sees that no sample
/// both prunes and judges.
/// </summary>
internal sealed class DataStage(StageCache cache, IMeters meters)
{
    private const int NumbersShown = 5;

    private readonly StoredRecord<DataSection> _stored = new(cache, "data", StageJson.Default.DataSection);

    /// <summary>Null where no data is declared.</summary>
    public StageStep<Measured<DataSection>>? Of(ModelJob job, JobInputs inputs)
    {
        var data = job.Model.Data;
        return data.Calibration is null && data.Evaluation is null ? null : _stored.Step("read", Key(job, inputs), () => Check(job));
    }

    private static string Key(ModelJob job, JobInputs inputs) => new ContentHash()
        .Add("tool", ToolVersion.Reading)
        .Add("weights", inputs.Weights)
        .Add("calibration", inputs.Calibration)
        .Add("evaluation", inputs.Evaluation)
        .Add("settings", Canonical.Of(job.Model.Data))
        .ToKey();

    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB5: the data is missing, broken or does not fit the
    /// model, or calibration and evaluation share samples.</exception>
    private DataSection Check(ModelJob job)
    {
        // What is wrong with a model, our reader says better than the runtime.
        _ = OnnxReader.Read(job.Path);
        var model = meters.Inputs(job.Path);
        var calibration = Read(job, job.Model.Data.Calibration, model, withLabels: false);
        var evaluation = Read(job, job.Model.Data.Evaluation, model, withLabels: true);
        return new DataSection(calibration?.Section, evaluation?.Section, Shared(job, calibration?.Hashes, evaluation?.Hashes));
    }

    private static (SampleSetSection Section, IReadOnlyList<UInt128?> Hashes)? Read(
        ModelJob job, Located<string>? declared, IReadOnlyList<TensorSpec> model, bool withLabels)
    {
        if (declared is null)
            return null;
        var samples = SampleSetReader.Read(declared, job.Model.Data, model, job.Policy.Folder, withLabels);
        var section = new SampleSetSection(
            declared.Value.Replace('\\', '/'), samples.Count, samples.Hash, samples.Labels?.ClassNames ?? []);
        return (section, SampleHashes.Of(samples));
    }

    private static int Shared(ModelJob job, IReadOnlyList<UInt128?>? calibration, IReadOnlyList<UInt128?>? evaluation)
    {
        if (calibration is null || evaluation is null)
            return 0;
        var seen = calibration.OfType<UInt128>().ToHashSet();
        int[] shared = [.. Enumerable.Range(0, evaluation.Count).Where(sample => evaluation[sample] is { } hash && seen.Contains(hash))];
        return shared.Length == 0 || job.Model.Data.MayOverlap
            ? shared.Length
            : throw RuntimeErrors.Overlap(
                job.Model.Data.Evaluation!.Location, shared.Length, evaluation.Count, shared.Take(NumbersShown));
    }
}
