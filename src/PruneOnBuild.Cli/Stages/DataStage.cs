using System.Globalization;
using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Cli.Stages;

/// <summary>Reads the declared data once, before anything costly is done for a model whose data is no good.</summary>
internal sealed class DataStage(StageCache cache, IMeters meters)
{
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB5: the data is missing, broken or does not fit the
    /// model.</exception>
    public void Run(ModelJob job, JobInputs inputs)
    {
        var data = job.Model.Data;
        if (data.Calibration is null && data.Evaluation is null)
            return;
        string key = new ContentHash()
            .Add("tool", ToolVersion.Reading)
            .Add("weights", inputs.Weights)
            .Add("calibration", inputs.Calibration)
            .Add("evaluation", inputs.Evaluation)
            .Add("settings", Canonical.Of(data))
            .ToKey();
        cache.GetOrAdd("data", key, folder => Check(job, folder), entry => entry);
    }

    private void Check(ModelJob job, string folder)
    {
        var data = job.Model.Data;
        // What is wrong with a model, our reader says better than the runtime.
        _ = OnnxReader.Read(job.Path);
        var model = meters.Inputs(job.Path);
        var lines = new[] { (data.Calibration, false), (data.Evaluation, true) }
            .Where(declared => declared.Item1 is not null)
            .Select(declared => SampleSetReader.Read(declared.Item1!, data, model, job.Policy.Folder, declared.Item2))
            .Select(samples => string.Create(CultureInfo.InvariantCulture, $"{samples.Count} samples, {samples.Hash}"));
        File.WriteAllLines(Path.Combine(folder, "data.txt"), lines);
    }
}
